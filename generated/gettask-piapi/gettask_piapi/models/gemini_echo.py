from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class GeminiEcho(Model):
    """The input as the server took it."""

    prompt: str | Unset = UNSET
    """The image, or the change, in words."""

    image_urls: list[str] | Unset = UNSET
    """URLs of images to draw from. How many is not stated."""

    output_format: str | Unset = UNSET
    """Format of the image."""

    aspect_ratio: str | Unset = UNSET
    """One of ten ratios, of which the sources name only three."""
