from __future__ import annotations

from typing import Literal

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class GeminiNanoBananaProInput(Model):
    prompt: str
    """The image, or the change, in words."""

    image_urls: list[str] | Unset = UNSET
    """URLs of images to draw from. One client knows of them; the rewritten page does not. Length:
    at most 14 items.
    """

    output_format: Literal["png", "jpeg"] | str | Unset = UNSET
    """One client sends jpg."""

    aspect_ratio: str | Unset = UNSET
    """Its width to its height. No source has the whole list."""

    resolution: Literal["1K", "2K", "4K"] | str | Unset = UNSET
    """How large the image is. Default: "1K"."""

    safety_level: str | Unset = UNSET
    """How strictly content is refused. No source has the list."""
