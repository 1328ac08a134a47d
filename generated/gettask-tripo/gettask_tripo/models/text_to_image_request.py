from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task, TextToImageRequestStyleImage


@define(kw_only=True, repr=False)
class TextToImageRequest(Model):
    """An image from words; with a template they may be missing."""

    prompt: str | Unset = UNSET
    """The image in words. 1024 characters, says another source. Length: at most 1800 characters.
    """

    negative_prompt: str | Unset = UNSET
    """What to keep out, in words. The SDK sends it; no source tells what comes of it."""

    model: (
        Literal[
            "seedream_v4",
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
    chat_image_2.5_sunburst thorough. Default: "seedream_v4".
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
            "asset_extraction",
            "character_completion",
            "t_pose",
            "variants",
            "figure",
            "head_extraction",
            "print_clay",
            "3d_enhance",
        ]
        | str
        | Unset
    ) = UNSET
    """What to make of it. head_extraction, print_clay and 3d_enhance are in one hand-made OpenAPI
    alone.
    """

    t_pose: bool | Unset = UNSET
    """Whether a figure is put into a T pose. Default: false."""

    sketch_to_render: bool | Unset = UNSET
    """Whether a sketch becomes a rendered image. Default: false."""

    style_image: TextToImageRequestStyleImage | Unset = UNSET
    """Reported by one source alone, which no other one confirms."""

    _variant: ClassVar[str | None] = "text-to-image"

    def task_model(self) -> type[Task]:
        """Return the model that the task of this request decodes to."""
        from . import Task

        return Task
