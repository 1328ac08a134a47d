from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import KlingOtherInput, KlingTask, RequestConfig


@define(kw_only=True, repr=False)
class KlingOtherRequest(Model):
    """Try-on, sound and avatar, of which only the names of the task types are known."""

    model: Literal["kling"] = "kling"
    """The model that carries out the task."""

    task_type: Literal["ai_try_on", "sound", "avatar"]
    """What the model is to do."""

    input_: KlingOtherInput = field(metadata={"name": "input"})
    """No source names the fields."""

    config: RequestConfig | Unset = UNSET
    """How the task is run and who is told."""

    _variant: ClassVar[str | None] = "kling"

    def task_model(self) -> type[KlingTask]:
        """Return the model that the task of this request decodes to."""
        from . import KlingTask

        return KlingTask
