from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import MmaudioInput, MmaudioTask, RequestConfig


@define(kw_only=True, repr=False)
class MmaudioRequest(Model):
    model: Literal["Qubico/mmaudio"] = "Qubico/mmaudio"
    """The model that carries out the task."""

    task_type: Literal["video2audio"] = "video2audio"
    """What the model is to do."""

    input_: MmaudioInput = field(metadata={"name": "input"})
    """What the task is made of."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "mmaudio"

    def task_model(self) -> type[MmaudioTask]:
        """Return the model that the task of this request decodes to."""
        from . import MmaudioTask

        return MmaudioTask
