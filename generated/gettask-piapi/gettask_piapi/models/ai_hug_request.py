from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import AiHugInput, AiHugTask, RequestConfig


@define(kw_only=True, repr=False)
class AiHugRequest(Model):
    model: Literal["Qubico/hug-video"] = "Qubico/hug-video"
    """The model that carries out the task."""

    task_type: Literal["image_to_video"] = "image_to_video"
    """What the model is to do."""

    input_: AiHugInput = field(metadata={"name": "input"})
    """What the task is made of."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "ai-hug"

    def task_model(self) -> type[AiHugTask]:
        """Return the model that the task of this request decodes to."""
        from . import AiHugTask

        return AiHugTask
