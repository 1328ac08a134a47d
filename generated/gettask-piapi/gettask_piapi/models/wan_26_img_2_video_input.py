from __future__ import annotations

from typing import Literal

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class Wan26Img2VideoInput(Model):
    """The fields that clients send."""

    prompt: str
    """The video in words."""

    image: str | Unset = UNSET
    """The first image."""

    duration: int | Unset = UNSET
    """Length of the video. The product page sells up to 15 seconds. Range: at most 15 s."""

    resolution: Literal["720P", "1080P"] | str | Unset = UNSET
    """Height of the video, as the product page and two clients write it. One client sends 720p.
    """

    audio: bool | Unset = UNSET
    """Whether the video has sound. Default: true."""
