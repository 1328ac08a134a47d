from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import RequestConfig, SeedanceWatermarkInput, SeedanceWatermarkTask


@define(kw_only=True, repr=False)
class SeedanceWatermarkRequest(Model):
    """Takes the watermark out of a video. The page exists; its text is not among the sources."""

    model: Literal["seedance"] = "seedance"
    """The model that carries out the task."""

    task_type: Literal["remove-watermark"] = "remove-watermark"
    """What the model is to do."""

    input_: SeedanceWatermarkInput = field(metadata={"name": "input"})
    """What the task is made of."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "seedance"

    def task_model(self) -> type[SeedanceWatermarkTask]:
        """Return the model that the task of this request decodes to."""
        from . import SeedanceWatermarkTask

        return SeedanceWatermarkTask
