from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class ZImageOutput(Model):
    """No source shows it; the name of the field is that of the other image models."""

    image_url: str | Unset = UNSET
    """The image."""
