from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import GeminiNanoBananaProInput, GeminiTask, RequestConfig


@define(kw_only=True, repr=False)
class GeminiNanoBananaProRequest(Model):
    """A later model of which only the name of the task type is known."""

    model: Literal["gemini"] = "gemini"
    """The model that carries out the task."""

    task_type: Literal["nano-banana-pro"] = "nano-banana-pro"
    """What the model is to do."""

    input_: GeminiNanoBananaProInput = field(metadata={"name": "input"})
    """No source names the fields; that there is a prompt is inferred from Gemini 2.5 Flash Image.
    """

    config: RequestConfig | Unset = UNSET
    """How the task is run and who is told."""

    _variant: ClassVar[str | None] = "gemini"

    def task_model(self) -> type[GeminiTask]:
        """Return the model that the task of this request decodes to."""
        from . import GeminiTask

        return GeminiTask
