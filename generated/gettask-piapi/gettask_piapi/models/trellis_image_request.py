from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import RequestConfig, TrellisImageInput, TrellisTask


@define(kw_only=True, repr=False)
class TrellisImageRequest(Model):
    model: Literal["Qubico/trellis"] = "Qubico/trellis"
    """The model that carries out the task."""

    task_type: Literal["image-to-3d"] = "image-to-3d"
    """What the model is to do."""

    input_: TrellisImageInput = field(metadata={"name": "input"})
    """What the task is made of."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "trellis"

    def task_model(self) -> type[TrellisTask]:
        """Return the model that the task of this request decodes to."""
        from . import TrellisTask

        return TrellisTask
