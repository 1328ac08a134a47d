from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class FramepackInput(Model):
    """One more client sends init_image, lora_settings, fps and max_seconds, which no other source
    bears out.
    """

    start_image: str
    """The first image."""

    end_image: str | Unset = UNSET
    """The last image."""

    prompt: str | Unset = UNSET
    """The video in words."""

    negative_prompt: str | Unset = UNSET
    """What to leave out."""

    duration: float | Unset = UNSET
    """Length of the video, of 30 frames a second. Range: 10 to 30 s."""
