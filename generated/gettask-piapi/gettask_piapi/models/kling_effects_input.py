from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class KlingEffectsInput(Model):
    """The page names the fields for all task types together; that these belong here is inferred."""

    effect: str | Unset = UNSET
    """Name of the effect."""

    image_url: str | Unset = UNSET
    """URL of the image."""
