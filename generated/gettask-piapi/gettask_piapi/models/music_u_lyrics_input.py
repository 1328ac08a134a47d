from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class MusicULyricsInput(Model):
    """Which fields of the song's input this task type takes is not known."""

    prompt: str | Unset = UNSET
    """The lyrics in words."""
