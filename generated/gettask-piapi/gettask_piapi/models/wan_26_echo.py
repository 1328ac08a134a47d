from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class Wan26Echo(Model):
    """The input as the server took it; no body that was seen shows one."""

    prompt: str | Unset = UNSET
    """The video in words."""

    aspect_ratio: str | Unset = UNSET
    """Width to height of the video."""

    duration: int | Unset = UNSET
    """Length of the video. The product page sells up to 15 seconds. Unit: s."""

    resolution: str | Unset = UNSET
    """Height of the video, as the product page and two clients write it. One client sends 720p.
    """

    audio: bool | Unset = UNSET
    """Whether the video has sound."""

    image: str | Unset = UNSET
    """The first image."""
