from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import RequestConfig, Veo3Input, Veo3Task


@define(kw_only=True, repr=False)
class Veo3Request(Model):
    model: Literal["veo3"] = "veo3"
    """The model that carries out the task."""

    task_type: Literal["veo3-video", "veo3-video-fast"]
    """What the model is to do."""

    input_: Veo3Input = field(metadata={"name": "input"})
    """What the task is made of."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "veo"

    def task_model(self) -> type[Veo3Task]:
        """Return the model that the task of this request decodes to."""
        from . import Veo3Task

        return Veo3Task
