from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class KlingCover(Model):
    resource: str | Unset = UNSET
    """URL of the cover image."""

    resource_without_watermark: str | Unset = UNSET
    """URL of the cover image without a watermark; may be empty."""

    height: int | Unset = UNSET
    """Unit: px."""

    width: int | Unset = UNSET
    """Unit: px."""

    duration: float | Unset = UNSET
    """0 for an image."""
