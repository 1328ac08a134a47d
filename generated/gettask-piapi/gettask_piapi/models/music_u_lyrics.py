from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class MusicULyrics(Model):
    title: str | Unset = UNSET

    text: str | Unset = UNSET
