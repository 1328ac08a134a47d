from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class GeminiNanoBananaEcho(Model):
    """The input as the server took it."""

    prompt: str | Unset = UNSET
    """The image, or the change, in words."""

    image_urls: list[str] | None | Unset = UNSET
    """URLs of images to draw from. One client knows of them; the rewritten page does not."""

    output_format: str | Unset = UNSET
    """One client sends jpg."""

    aspect_ratio: str | Unset = UNSET
    """Its width to its height. No source has the whole list."""

    resolution: str | Unset = UNSET
    """How large the image is."""

    enable_web_search: bool | Unset = UNSET
    """Whether the model may look things up."""

    safety_level: str | Unset = UNSET
    """How strictly content is refused. No source has the list."""
