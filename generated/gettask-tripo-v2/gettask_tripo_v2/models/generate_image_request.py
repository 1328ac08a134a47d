from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import File, Task


@define(kw_only=True, repr=False)
class GenerateImageRequest(Model):
    """An image from words, with or without images; words may be missing where a template is given."""

    type_: Literal["generate_image"] = field(default="generate_image", metadata={"name": "type"})

    prompt: str | Unset = UNSET
    """The image in words."""

    model_version: (
        Literal[
            "flux.1_kontext_pro",
            "flux.1_dev",
            "gpt_4o",
            "gpt_image_1.5",
            "gpt_image_2",
            "midjourney",
            "gemini_2.5_flash_image_preview",
            "gemini_3_pro_image_preview",
            "gemini_3.1_flash_image_preview",
        ]
        | Unset
    ) = UNSET
    """The image model. Default: "flux.1_kontext_pro"."""

    file: File | Unset = UNSET
    """An image, by exactly one of token, URL or object."""

    files: list[File] | Unset = UNSET
    """Several images, in place of file."""

    template: Any | Unset = UNSET
    """What to make of the image; no source lists the templates of v2."""

    t_pose: Any | Unset = UNSET
    """Whether a figure is put into a T pose."""

    sketch_to_render: Any | Unset = UNSET
    """Whether a sketch becomes a rendered image."""

    _variant: ClassVar[str | None] = "generate-image"

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task
