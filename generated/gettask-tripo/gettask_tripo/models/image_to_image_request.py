from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import FileReference, Task


@define(kw_only=True, repr=False)
class ImageToImageRequest(Model):
    """An image from images and words; words may be missing where a template is given. The
    JavaScript SDK wants either input or inputs; a test of the Python SDK sends both.
    """

    input_: str | Unset = field(default=UNSET, metadata={"name": "input"})
    """A public URL, the file_token of an upload, or the bare id of a task whose result is meant. A
    data URI is refused with HTTP 400. Length: at least 1 characters.
    """

    inputs: list[str | FileReference] | Unset = UNSET
    """Several images, each a string or an object; the prompt calls them image[1], image[2] and so
    on. At most 4 for seedream_v5, 10 for the banana models, 16 for chat_image_2 and 2.5. v2's
    files. Length: at most 16 items.
    """

    prompt: str | Unset = UNSET
    """The image, or the change, in words. 1024 characters, says another source. Length: at most
    1800 characters.
    """

    model: (
        Literal[
            "seedream_v5",
            "banana",
            "banana_pro",
            "banana2",
            "chat_image_2",
            "chat_image_2.5_flare",
            "chat_image_2.5_sunburst",
            "chat_image_1.5",
            "chat_image_1",
        ]
        | str
        | Unset
    ) = UNSET
    """An alias; v2's names are refused with HTTP 400. chat_image_2.5_flare is quick,
    chat_image_2.5_sunburst thorough. Default: "seedream_v5".
    """

    size: str | Unset = UNSET
    """A tier such as 2K or 4K (seedream), or pixels such as 1024x1536."""

    aspect_ratio: (
        Literal[
            "1:1",
            "2:3",
            "3:2",
            "3:4",
            "4:3",
            "4:5",
            "5:4",
            "9:16",
            "16:9",
            "21:9",
            "1:8",
            "1:4",
            "4:1",
            "8:1",
        ]
        | Unset
    ) = UNSET
    """For banana, banana_pro and banana2; other models take size. 1:8, 1:4, 4:1 and 8:1 are for
    banana2. One client sends it with seedream as well.
    """

    quality: Literal["low", "medium", "high", "xhigh", "max"] | Unset = UNSET
    """For chat_image_2 low to high, for the chat_image_2.5 models all of them; low if left out.
    With any other model the request is refused. high and above cost more. Default: "low".
    """

    background: Literal["auto", "opaque", "transparent"] | Unset = UNSET
    """For the chat_image_2.5 models; others ignore it. transparent needs output_format png."""

    output_format: Literal["png", "jpeg"] | Unset = UNSET
    """Format of the image."""

    watermark: bool | Unset = UNSET
    """Whether the image has a watermark; for the seedream models."""

    template: (
        Literal[
            "t_pose",
            "character_completion",
            "variants",
            "figure",
            "3d_enhance",
            "head_extraction",
            "print_clay",
            "asset_extraction",
        ]
        | str
        | Unset
    ) = UNSET
    """What to make of the image. head_extraction, print_clay and asset_extraction are in one
    hand-made OpenAPI alone. In a comment the SDK spells the first one t-pose.
    """

    t_pose: bool | Unset = UNSET
    """Whether a figure is put into a T pose. Default: false."""

    sketch_to_render: bool | Unset = UNSET
    """Whether a sketch becomes a rendered image. Default: false."""

    _variant: ClassVar[str | None] = "image-to-image"

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task
