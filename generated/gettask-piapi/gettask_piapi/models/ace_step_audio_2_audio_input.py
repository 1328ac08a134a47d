from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class AceStepAudio2AudioInput(Model):
    """As one public client sends it."""

    style_prompt: str
    """The style in words."""

    style_audio: str
    """URL of the recording."""

    lyrics: str | Unset = UNSET
    """The words to sing; [inst] for none. Default: "[inst]"."""

    duration: float | Unset = UNSET
    """Length of the audio. Range: 10 to 240 s."""

    negative_style_prompt: str | Unset = UNSET
    """What to keep out."""
