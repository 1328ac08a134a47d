from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import HunyuanLoraInput, HunyuanTask, RequestConfig


@define(kw_only=True, repr=False)
class HunyuanLoraRequest(Model):
    model: Literal["Qubico/hunyuan"] = "Qubico/hunyuan"
    """The model that carries out the task."""

    task_type: Literal["txt2video-lora"] = "txt2video-lora"
    """What the model is to do."""

    input_: HunyuanLoraInput = field(metadata={"name": "input"})
    """What the task is made of."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "hunyuan"

    def task_model(self) -> type[HunyuanTask]:
        """Return the model that the task of this request decodes to."""
        from . import HunyuanTask

        return HunyuanTask
