from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class GeminiNanoBananaOutput(Model):
    """Clients meet the one field or the other."""

    image_url: str | Unset = UNSET
    """The image. How long links of its host live is not published."""

    image_urls: list[str] | Unset = UNSET
    """The images."""
