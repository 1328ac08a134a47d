from __future__ import annotations

from typing import Literal

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class GeminiFlashImageInput(Model):
    prompt: str
    """The image, or the change, in words."""

    image_urls: list[str] | Unset = UNSET
    """URLs of images to draw from. How many is not stated."""

    output_format: Literal["jpeg", "png"] | Unset = UNSET
    """Format of the image."""

    aspect_ratio: str | Unset = UNSET
    """One of ten ratios, of which the sources name only three."""
