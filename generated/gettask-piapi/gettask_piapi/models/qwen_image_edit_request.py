from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import QwenImageEditInput, QwenImageTask, RequestConfig


@define(kw_only=True, repr=False)
class QwenImageEditRequest(Model):
    model: Literal["Qubico/qwen-image"] = "Qubico/qwen-image"
    """The model that carries out the task."""

    task_type: Literal["image-edit"] = "image-edit"
    """What the model is to do."""

    input_: QwenImageEditInput = field(metadata={"name": "input"})
    """What the task is made of."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "qwen-image"

    def task_model(self) -> type[QwenImageTask]:
        """Return the model that the task of this request decodes to."""
        from . import QwenImageTask

        return QwenImageTask
