from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import KlingShot


@define(kw_only=True, repr=False)
class KlingOmniInput(Model):
    """With multi_shots, prompt and duration are ignored in version 3.0; that this holds here is
    inferred.
    """

    prompt: str | Unset = UNSET
    """The video in words. Clients name the images in it as @image_1 and so on, and the video as
    @video.
    """

    multi_shots: list[KlingShot] | Unset = UNSET
    """The shots of the video, in order."""

    aspect_ratio: str | Unset = UNSET
    """16:9 in the page's example."""

    resolution: Literal["720p", "1080p"] | Unset = UNSET
    """Height of the video."""

    duration: int | Unset = UNSET
    """Length of the video. That o1 makes 10 s at most, as it does at Kling, is inferred. Range: 3
    to 15 s.
    """

    enable_audio: bool | Unset = UNSET
    """Whether the video has sound."""

    images: list[str] | Unset = UNSET
    """URLs of images to draw from, 4 at most beside a video. Length: at most 7 items."""

    video: str | Unset = UNSET
    """URL of a video to draw from."""

    keep_original_audio: bool | Unset = UNSET
    """Whether the sound of the video is kept."""

    version: Literal["3.0", "o1"] | str | Unset = UNSET
    """3.0 in the page's example."""
