from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import RequestConfig, TrellisTask, TrellisTextInput


@define(kw_only=True, repr=False)
class TrellisTextRequest(Model):
    model: Literal["Qubico/trellis"] = "Qubico/trellis"
    """The model that carries out the task."""

    task_type: Literal["text-to-3d"] = "text-to-3d"
    """What the model is to do."""

    input_: TrellisTextInput = field(metadata={"name": "input"})
    """What the task is made of."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "trellis"

    def task_model(self) -> type[TrellisTask]:
        """Return the model that the task of this request decodes to."""
        from . import TrellisTask

        return TrellisTask
