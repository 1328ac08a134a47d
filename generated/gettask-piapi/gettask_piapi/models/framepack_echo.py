from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class FramepackEcho(Model):
    """The input as the server took it; no body that was seen shows one."""

    start_image: str | Unset = UNSET
    """The first image."""

    end_image: str | Unset = UNSET
    """The last image."""

    prompt: str | Unset = UNSET
    """The video in words."""

    negative_prompt: str | Unset = UNSET
    """What to leave out."""

    duration: float | Unset = UNSET
    """Length of the video, of 30 frames a second. Unit: s."""
