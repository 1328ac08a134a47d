from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import JoyCaptionInput, JoyCaptionTask, RequestConfig


@define(kw_only=True, repr=False)
class JoyCaptionRequest(Model):
    model: Literal["Qubico/joycaption"] = "Qubico/joycaption"
    """The model that carries out the task."""

    task_type: Literal["joycaption-beta-one"] = "joycaption-beta-one"
    """What the model is to do."""

    input_: JoyCaptionInput = field(metadata={"name": "input"})
    """What the task is made of."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "joycaption"

    def task_model(self) -> type[JoyCaptionTask]:
        """Return the model that the task of this request decodes to."""
        from . import JoyCaptionTask

        return JoyCaptionTask
