from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import RequestConfig, Sora2ProVideoInput, Sora2Task


@define(kw_only=True, repr=False)
class Sora2ProVideoRequest(Model):
    model: Literal["sora2"] = "sora2"
    """The model that carries out the task."""

    task_type: Literal["sora2-pro-video"] = "sora2-pro-video"
    """What the model is to do."""

    input_: Sora2ProVideoInput = field(metadata={"name": "input"})
    """What the task is made of."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "sora2"

    def task_model(self) -> type[Sora2Task]:
        """Return the model that the task of this request decodes to."""
        from . import Sora2Task

        return Sora2Task
