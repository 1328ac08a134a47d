from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import AceStepEditRequestInput, AceStepTask, RequestConfig


@define(kw_only=True, repr=False)
class AceStepEditRequest(Model):
    """Audio Edit and Audio Extend, of which only the names of the task types are known."""

    model: Literal["Qubico/ace-step"] = "Qubico/ace-step"
    """The model that carries out the task."""

    task_type: Literal["edit", "extend"]
    """What the model is to do."""

    input_: AceStepEditRequestInput = field(metadata={"name": "input"})
    """No source names the fields."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "ace-step"

    def task_model(self) -> type[AceStepTask]:
        """Return the model that the task of this request decodes to."""
        from . import AceStepTask

        return AceStepTask
