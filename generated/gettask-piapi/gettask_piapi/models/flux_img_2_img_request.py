from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import FluxImg2ImgInput, FluxTask, RequestConfig


@define(kw_only=True, repr=False)
class FluxImg2ImgRequest(Model):
    model: Literal["Qubico/flux1-schnell", "Qubico/flux1-dev", "Qubico/flux1-dev-advanced"]
    """The model that carries out the task. Which model takes which task type is stated for LoRA
    only. Qubico/flux1-dev-advanced needs the plan Creator or a higher one.
    """

    task_type: Literal["img2img"] = "img2img"
    """What the model is to do."""

    input_: FluxImg2ImgInput = field(metadata={"name": "input"})
    """What the task is made of."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "flux"

    def task_model(self) -> type[FluxTask]:
        """Return the model that the task of this request decodes to."""
        from . import FluxTask

        return FluxTask
