from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class SegmentOutput(Model):
    """The page shows a task that has no output yet and names no field of it."""

    image_url: str | Unset = UNSET
    """The cut-out image."""
