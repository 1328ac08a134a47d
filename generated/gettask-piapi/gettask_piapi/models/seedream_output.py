from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class SeedreamOutput(Model):
    """No source shows it; other image models of PiAPI answer with the one field or the other."""

    image_url: str | Unset = UNSET
    """The image. How long links of its host live is not published."""

    image_urls: list[str] | Unset = UNSET
    """The images."""
