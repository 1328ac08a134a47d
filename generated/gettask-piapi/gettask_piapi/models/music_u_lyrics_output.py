from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import MusicULyrics


@define(kw_only=True, repr=False)
class MusicULyricsOutput(Model):
    lyrics_pairs: list[MusicULyrics] | Unset = UNSET
