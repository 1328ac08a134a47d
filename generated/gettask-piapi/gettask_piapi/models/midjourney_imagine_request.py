from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import MidjourneyImagineInput, MidjourneyTask, RequestConfig


@define(kw_only=True, repr=False)
class MidjourneyImagineRequest(Model):
    """Deprecated: PiAPI has stopped Midjourney; a create is answered with an error."""

    model: Literal["midjourney"] = "midjourney"
    """The model that carries out the task."""

    task_type: Literal["imagine"] = "imagine"
    """What the model is to do."""

    input_: MidjourneyImagineInput = field(metadata={"name": "input"})
    """What the task is made of."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "midjourney"

    def task_model(self) -> type[MidjourneyTask]:
        """Return the model that the task of this request decodes to."""
        from . import MidjourneyTask

        return MidjourneyTask
