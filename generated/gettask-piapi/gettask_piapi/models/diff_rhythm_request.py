from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import DiffRhythmInput, DiffRhythmTask, RequestConfig


@define(kw_only=True, repr=False)
class DiffRhythmRequest(Model):
    model: Literal["Qubico/diffrhythm"] = "Qubico/diffrhythm"
    """The model that carries out the task."""

    task_type: Literal["txt2audio-base", "txt2audio-full"]
    """What the model is to do."""

    input_: DiffRhythmInput = field(metadata={"name": "input"})
    """What the task is made of."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "diffrhythm"

    def task_model(self) -> type[DiffRhythmTask]:
        """Return the model that the task of this request decodes to."""
        from . import DiffRhythmTask

        return DiffRhythmTask
