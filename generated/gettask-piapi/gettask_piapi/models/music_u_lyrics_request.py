from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import MusicULyricsInput, MusicULyricsTask, RequestConfig


@define(kw_only=True, repr=False)
class MusicULyricsRequest(Model):
    model: Literal["music-u"] = "music-u"
    """The model that carries out the task."""

    task_type: Literal["generate_lyrics"] = "generate_lyrics"
    """What the model is to do."""

    input_: MusicULyricsInput = field(metadata={"name": "input"})
    """What the task is made of."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "music-u"

    def task_model(self) -> type[MusicULyricsTask]:
        """Return the model that the task of this request decodes to."""
        from . import MusicULyricsTask

        return MusicULyricsTask
