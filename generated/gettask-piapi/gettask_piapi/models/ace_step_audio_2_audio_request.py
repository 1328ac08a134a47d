from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import AceStepAudio2AudioInput, AceStepTask, RequestConfig


@define(kw_only=True, repr=False)
class AceStepAudio2AudioRequest(Model):
    model: Literal["Qubico/ace-step"] = "Qubico/ace-step"
    """The model that carries out the task."""

    task_type: Literal["audio2audio"] = "audio2audio"
    """What the model is to do."""

    input_: AceStepAudio2AudioInput = field(metadata={"name": "input"})
    """What the task is made of."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "ace-step"

    def task_model(self) -> type[AceStepTask]:
        """Return the model that the task of this request decodes to."""
        from . import AceStepTask

        return AceStepTask
