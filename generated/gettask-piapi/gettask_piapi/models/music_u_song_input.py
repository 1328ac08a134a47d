from __future__ import annotations

from typing import Any, Literal

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class MusicUSongInput(Model):
    lyrics_type: Literal["generate", "user", "instrumental"]
    """Whether the lyrics are made, given, or left out."""

    gpt_description_prompt: str | Unset = UNSET
    """The song in words."""

    prompt: str | Unset = UNSET
    """A text for the song; the page does not say how it differs from gpt_description_prompt."""

    lyrics: str | Unset = UNSET
    """The words to sing."""

    negative_tags: str | Unset = UNSET
    """What to keep out, comma separated."""

    title: str | Unset = UNSET
    """Title of the song."""

    seed: int | Unset = UNSET
    """-1 in the recorded bodies."""

    continue_song_id: str | Unset = UNSET
    """The song to continue."""

    continue_at: Any | Unset = UNSET
    """Where to continue it."""
