from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import GeminiNanoBananaProInput, GeminiNanoBananaTask, RequestConfig


@define(kw_only=True, repr=False)
class GeminiNanoBananaProRequest(Model):
    model: Literal["gemini"] = "gemini"
    """The model that carries out the task."""

    task_type: Literal["nano-banana-pro"] = "nano-banana-pro"
    """What the model is to do."""

    input_: GeminiNanoBananaProInput = field(metadata={"name": "input"})
    """What the task is made of."""

    config: RequestConfig | Unset = UNSET
    """How the task is run, and which webhook is called."""

    _variant: ClassVar[str | None] = "gemini"

    def task_model(self) -> type[GeminiNanoBananaTask]:
        """Return the model that the task of this request decodes to."""
        from . import GeminiNanoBananaTask

        return GeminiNanoBananaTask
