from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class DiffRhythmEcho(Model):
    """The input as the server took it. Empty strings stand for nothing."""

    lyrics: str | Unset = UNSET

    style_prompt: str | Unset = UNSET

    style_audio: str | Unset = UNSET
