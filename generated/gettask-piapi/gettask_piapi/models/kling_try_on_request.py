from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import KlingTryOnInput, KlingTryOnTask, RequestConfig


@define(kw_only=True, repr=False)
class KlingTryOnRequest(Model):
    """A picture of a person in other clothes."""

    model: Literal["kling"] = "kling"
    """The model that carries out the task."""

    task_type: Literal["ai_try_on"] = "ai_try_on"
    """What the model is to do."""

    input_: KlingTryOnInput = field(metadata={"name": "input"})
    """What the task is made of."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "kling"

    def task_model(self) -> type[KlingTryOnTask]:
        """Return the model that the task of this request decodes to."""
        from . import KlingTryOnTask

        return KlingTryOnTask
