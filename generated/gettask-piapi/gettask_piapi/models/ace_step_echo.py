from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class AceStepEcho(Model):
    """The input as the server took it, its own defaults added."""

    style_prompt: str | Unset = UNSET

    negative_style_prompt: str | Unset = UNSET

    lyrics: str | Unset = UNSET

    duration: float | Unset = UNSET
    """Unit: s."""

    style_audio: str | Unset = UNSET
