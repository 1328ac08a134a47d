from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import RequestConfig, Sora2WatermarkInput, Sora2WatermarkTask


@define(kw_only=True, repr=False)
class Sora2WatermarkRequest(Model):
    """Takes the watermark out of a video of Sora. The page exists; its text is not among the
    sources.
    """

    model: Literal["sora2"] = "sora2"
    """The model that carries out the task."""

    task_type: Literal["remove-watermark"] = "remove-watermark"
    """What the model is to do."""

    input_: Sora2WatermarkInput = field(metadata={"name": "input"})
    """What the task is made of."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "sora2"

    def task_model(self) -> type[Sora2WatermarkTask]:
        """Return the model that the task of this request decodes to."""
        from . import Sora2WatermarkTask

        return Sora2WatermarkTask
