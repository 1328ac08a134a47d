from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@define(kw_only=True, repr=False)
class TextToImageRequest(Model):
    prompt: str
    """The image in words. Length: at most 1800 characters."""

    negative_prompt: str | Unset = UNSET
    """What to keep out, in words."""

    model: (
        Literal[
            "chat_image_1",
            "chat_image_1.5",
            "chat_image_2",
            "banana",
            "banana_pro",
            "banana2",
            "seedream_v4",
            "seedream_v5",
        ]
        | str
        | Unset
    ) = UNSET
    """An alias; v2's names are refused with HTTP 400. Default: "seedream_v4"."""

    size: Any | Unset = UNSET
    """The size of the image."""

    aspect_ratio: Any | Unset = UNSET
    """For the banana models only."""

    output_format: Literal["png", "jpeg"] | Unset = UNSET
    """Format of the image."""

    watermark: Any | Unset = UNSET
    """Whether the image has a watermark."""

    _variant: ClassVar[str | None] = "text-to-image"

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task
