from __future__ import annotations

from typing import Literal

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class SeedreamInput(Model):
    """That the prompt is required is inferred."""

    prompt: str
    """The image, or the change, in words."""

    image_urls: list[str] | Unset = UNSET
    """URLs of images to change. Length: at most 10 items."""

    size: Literal["2K", "3K"] | str | Unset = UNSET
    """How large the image is. Default: "2K"."""

    aspect_ratio: (
        Literal["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "4:5", "5:4"] | Unset
    ) = UNSET
    """The image's width to its height."""

    output_format: Literal["png", "jpeg"] | Unset = UNSET
    """The image's file type. Default: "png"."""
