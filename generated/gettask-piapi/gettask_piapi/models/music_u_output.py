from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model

if TYPE_CHECKING:
    from . import MusicUSong


@define(kw_only=True, repr=False)
class MusicUOutput(Model):
    """The page shows a task of Suno in its place."""

    generation_id: str
    """Id of the generation, empty until there is one."""

    songs: list[MusicUSong] | None
