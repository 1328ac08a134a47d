from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import GeminiFlashImageInput, GeminiTask, RequestConfig


@define(kw_only=True, repr=False)
class GeminiFlashImageRequest(Model):
    model: Literal["gemini"] = "gemini"
    """The model that carries out the task."""

    task_type: Literal["gemini-2.5-flash-image"] = "gemini-2.5-flash-image"
    """What the model is to do."""

    input_: GeminiFlashImageInput = field(metadata={"name": "input"})
    """What the task is made of."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "gemini"

    def task_model(self) -> type[GeminiTask]:
        """Return the model that the task of this request decodes to."""
        from . import GeminiTask

        return GeminiTask
