from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class VeoEcho(Model):
    """The input as the server took it."""

    prompt: str | Unset = UNSET
    """The video in words."""

    negative_prompt: str | Unset = UNSET
    """What the video should not show."""

    image_url: str | Unset = UNSET
    """URL of the first frame."""

    aspect_ratio: str | Unset = UNSET
    """Its width to its height, or auto with an image. Clients send 9:16, too."""

    duration: str | Unset = UNSET
    """Length of the video with its unit, a text. The pages show 8s; clients send 4s and 6s, too.
    """

    resolution: str | Unset = UNSET
    """The pages show 720p; that there is 1080p is reported."""

    generate_audio: bool | Unset = UNSET
    """Whether the video has sound, which costs more."""

    tail_image_url: str | Unset = UNSET
    """URL of the last frame, beside image_url."""

    reference_image_urls: list[str] | None | Unset = UNSET
    """URLs of reference images, for 8s and 16:9 only. Not used beside a first or last frame."""
