from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import FaceswapMultiInput, FaceswapTask, RequestConfig


@define(kw_only=True, repr=False)
class FaceswapMultiRequest(Model):
    model: Literal["Qubico/image-toolkit"] = "Qubico/image-toolkit"
    """The model that carries out the task."""

    task_type: Literal["multi-face-swap"] = "multi-face-swap"
    """What the model is to do."""

    input_: FaceswapMultiInput = field(metadata={"name": "input"})
    """What the task is made of."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "faceswap"

    def task_model(self) -> type[FaceswapTask]:
        """Return the model that the task of this request decodes to."""
        from . import FaceswapTask

        return FaceswapTask
