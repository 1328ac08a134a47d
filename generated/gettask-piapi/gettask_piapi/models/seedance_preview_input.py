from __future__ import annotations

from typing import Literal

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class SeedancePreviewInput(Model):
    """Deprecated."""

    prompt: str
    """The video in words."""

    duration: int | Unset = UNSET
    """Length of the video. Two clients say that the vip types take 5, 10 and 15 only. Range: 4 to
    15 s.
    """

    aspect_ratio: Literal["16:9", "9:16", "4:3", "3:4"] | Unset = UNSET
    """A missing or invalid one is 16:9. Default: "16:9"."""

    resolution: Literal["720p", "1080p"] | str | Unset = UNSET
    """The vip types take these two. The page advises to send 720p, so as not to lose quality.
    """

    image_urls: list[str] | Unset = UNSET
    """URLs of images: jpg, jpeg, png, webp or bmp."""

    video_urls: list[str] | Unset = UNSET
    """URLs of videos, mp4 or mov."""

    audio_urls: list[str] | Unset = UNSET
    """URLs of audio, mp3 or wav."""

    parent_task_id: str | Unset = UNSET
    """Id of a finished task whose video this one goes on with."""
