from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class FluxOutput(Model):
    """One image is in image_url, several are in image_urls."""

    image_url: str | Unset = UNSET
    """The image."""

    image_urls: list[str] | Unset = UNSET
    """The images of a batch."""

    image_base64: str | Unset = UNSET
    """Empty in the page's example of a kontext task."""
