from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import RequestConfig, Wan26Task, Wan26Txt2VideoInput


@define(kw_only=True, repr=False)
class Wan26Txt2VideoRequest(Model):
    model: Literal["Wan"] = "Wan"
    """The model that carries out the task."""

    task_type: Literal["wan26-txt2video"] = "wan26-txt2video"
    """What the model is to do."""

    input_: Wan26Txt2VideoInput = field(metadata={"name": "input"})
    """What the task is made of."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "wanx"

    def task_model(self) -> type[Wan26Task]:
        """Return the model that the task of this request decodes to."""
        from . import Wan26Task

        return Wan26Task
