from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import LumaInput, LumaTask, RequestConfig


@define(kw_only=True, repr=False)
class LumaRequest(Model):
    model: Literal["luma"] = "luma"
    """The model that carries out the task."""

    task_type: Literal["video_generation", "extend_video"]
    """What the model is to do."""

    input_: LumaInput = field(metadata={"name": "input"})
    """What the task is made of."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "luma"

    def task_model(self) -> type[LumaTask]:
        """Return the model that the task of this request decodes to."""
        from . import LumaTask

        return LumaTask
