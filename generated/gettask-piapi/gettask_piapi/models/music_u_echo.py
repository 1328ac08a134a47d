from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class MusicUEcho(Model):
    """The input as the server took it; the fields of the recorded bodies."""

    lyrics_type: str | Unset = UNSET

    gpt_description_prompt: str | Unset = UNSET

    lyrics: str | Unset = UNSET

    negative_tags: str | Unset = UNSET

    title: str | Unset = UNSET

    seed: int | Unset = UNSET
