from __future__ import annotations

from typing import Any

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class MusicUSong(Model):
    id: str | Unset = UNSET

    title: str | Unset = UNSET

    image_path: str | Unset = UNSET
    """URL of the cover image."""

    lyrics: str | Unset = UNSET

    prompt: str | Unset = UNSET

    song_path: str | Unset = UNSET
    """URL of the song."""

    duration: float | Unset = UNSET
    """Unit: s."""

    finished: bool | Unset = UNSET

    tags: list[str] | Unset = UNSET

    error_type: Any | Unset = UNSET
    """Null in the recorded body."""

    error_code: Any | Unset = UNSET
    """Null in the recorded body."""

    error_detail: Any | Unset = UNSET
    """Null in the recorded body."""
