from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class SeedreamEcho(Model):
    """The input as the server took it."""

    prompt: str | Unset = UNSET
    """The image, or the change, in words."""

    image_urls: list[str] | None | Unset = UNSET
    """URLs of images to change."""

    size: str | Unset = UNSET
    """How large the image is."""

    aspect_ratio: str | Unset = UNSET
    """The image's width to its height."""

    output_format: str | Unset = UNSET
    """The image's file type."""
