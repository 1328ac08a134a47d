from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@define(kw_only=True, repr=False)
class TextToImageRequest(Model):
    type_: Literal["text_to_image"] = field(default="text_to_image", metadata={"name": "type"})

    prompt: str
    """The image in words."""

    negative_prompt: str | Unset = UNSET
    """What to keep out, in words."""

    _variant: ClassVar[str | None] = "text-to-image"

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task
