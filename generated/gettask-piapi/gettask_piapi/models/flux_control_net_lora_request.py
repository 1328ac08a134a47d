from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import FluxControlNetLoraInput, FluxTask, RequestConfig


@define(kw_only=True, repr=False)
class FluxControlNetLoraRequest(Model):
    model: Literal["Qubico/flux1-dev-advanced"] = "Qubico/flux1-dev-advanced"
    """The model that carries out the task."""

    task_type: Literal["controlnet-lora"] = "controlnet-lora"
    """What the model is to do."""

    input_: FluxControlNetLoraInput = field(metadata={"name": "input"})
    """What the task is made of."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "flux"

    def task_model(self) -> type[FluxTask]:
        """Return the model that the task of this request decodes to."""
        from . import FluxTask

        return FluxTask
