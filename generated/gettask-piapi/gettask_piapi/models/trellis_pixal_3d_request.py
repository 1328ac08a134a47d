from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import RequestConfig, TrellisPixal3DInput, TrellisPixal3DTask


@define(kw_only=True, repr=False)
class TrellisPixal3DRequest(Model):
    model: Literal["Qubico/pixal3d"] = "Qubico/pixal3d"
    """The model that carries out the task."""

    task_type: Literal["image-to-3d"] = "image-to-3d"
    """What the model is to do."""

    input_: TrellisPixal3DInput = field(metadata={"name": "input"})
    """What the task is made of."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "trellis"

    def task_model(self) -> type[TrellisPixal3DTask]:
        """Return the model that the task of this request decodes to."""
        from . import TrellisPixal3DTask

        return TrellisPixal3DTask
