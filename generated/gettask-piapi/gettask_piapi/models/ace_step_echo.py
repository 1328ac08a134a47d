from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class AceStepEcho(Model):
    """The input as the server took it, its own defaults added."""

    style_prompt: str | Unset = UNSET
    """The style in words."""

    negative_style_prompt: str | Unset = UNSET
    """What to keep out. Default: ""."""

    lyrics: str | Unset = UNSET
    """The words to sing; [inst] for none. Default: ""."""

    duration: float | Unset = UNSET
    """Length of the audio. Unit: s."""

    style_audio: str | Unset = UNSET
    """URL of a recording in the wanted style. Default: ""."""
