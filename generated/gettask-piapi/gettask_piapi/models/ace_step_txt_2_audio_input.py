from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class AceStepTxt2AudioInput(Model):
    """The names are those of the page's echo; which of them are required is not published."""

    style_prompt: str | Unset = UNSET
    """The style in words."""

    negative_style_prompt: str | Unset = UNSET
    """What to keep out."""

    lyrics: str | Unset = UNSET
    """The words to sing; [inst] for none."""

    duration: float | Unset = UNSET
    """Length of the audio. Unit: s."""

    style_audio: str | Unset = UNSET
    """URL of a recording in the wanted style."""
