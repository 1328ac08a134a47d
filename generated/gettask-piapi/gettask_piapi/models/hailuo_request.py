from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import HailuoInput, HailuoTask, RequestConfig


@define(kw_only=True, repr=False)
class HailuoRequest(Model):
    model: Literal["hailuo"] = "hailuo"
    """The model that carries out the task."""

    task_type: Literal["video_generation"] = "video_generation"
    """What the model is to do."""

    input_: HailuoInput = field(metadata={"name": "input"})
    """What the task is made of."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "hailuo"

    def task_model(self) -> type[HailuoTask]:
        """Return the model that the task of this request decodes to."""
        from . import HailuoTask

        return HailuoTask
