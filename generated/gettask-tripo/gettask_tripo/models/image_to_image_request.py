from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@define(kw_only=True, repr=False)
class ImageToImageRequest(Model):
    """An image from images and words; words may be missing where a template is given."""

    input_: str | Unset = field(default=UNSET, metadata={"name": "input"})
    """A public URL, the file_token of an upload, or the bare id of a task whose result is meant. A
    data URI is refused with HTTP 400. Length: at least 1 characters.
    """

    inputs: list[str] | Unset = UNSET
    """Several images; v2's files."""

    prompt: str | Unset = UNSET
    """The image, or the change, in words. Length: at most 1800 characters."""

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
    """An alias; v2's names are refused with HTTP 400. Default: "seedream_v5"."""

    size: Any | Unset = UNSET
    """The size of the image."""

    aspect_ratio: Any | Unset = UNSET
    """For the banana models only."""

    output_format: Literal["png", "jpeg"] | Unset = UNSET
    """Format of the image."""

    watermark: Any | Unset = UNSET
    """Whether the image has a watermark."""

    template: (
        Literal["t_pose", "character_completion", "3d_enhance", "variants", "figure"] | Unset
    ) = UNSET
    """What to make of the image. In a comment the SDK spells the first one t-pose."""

    t_pose: bool | Unset = UNSET
    """Whether a figure is put into a T pose. Default: false."""

    sketch_to_render: bool | Unset = UNSET
    """Whether a sketch becomes a rendered image. Default: false."""

    _variant: ClassVar[str | None] = "image-to-image"

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task
