from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import HunyuanImg2VideoInput, HunyuanTask, RequestConfig


@define(kw_only=True, repr=False)
class HunyuanImg2VideoRequest(Model):
    model: Literal["Qubico/hunyuan"] = "Qubico/hunyuan"
    """The model that carries out the task."""

    task_type: Literal["img2video-concat", "img2video-replace"]
    """What the model is to do."""

    input_: HunyuanImg2VideoInput = field(metadata={"name": "input"})
    """What the task is made of."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "hunyuan"

    def task_model(self) -> type[HunyuanTask]:
        """Return the model that the task of this request decodes to."""
        from . import HunyuanTask

        return HunyuanTask
