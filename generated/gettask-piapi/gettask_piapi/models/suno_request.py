from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import RequestConfig, SunoInput, SunoTask


@define(kw_only=True, repr=False)
class SunoRequest(Model):
    """Deprecated: PiAPI has stopped Suno."""

    model: Literal["music-s", "suno"]
    """The model that carries out the task."""

    task_type: Literal["generate_music"] = "generate_music"
    """What the model is to do."""

    input_: SunoInput = field(metadata={"name": "input"})
    """What the task is made of."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "suno"

    def task_model(self) -> type[SunoTask]:
        """Return the model that the task of this request decodes to."""
        from . import SunoTask

        return SunoTask
