from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class KlingVideo(Model):
    resource: str | Unset = UNSET
    """URL of the video."""

    resource_without_watermark: str | Unset = UNSET
    """URL of the video without a watermark; may be empty."""

    height: int | Unset = UNSET
    """Unit: px."""

    width: int | Unset = UNSET
    """Unit: px."""

    duration: float | Unset = UNSET
    """5100 in the page's example."""
