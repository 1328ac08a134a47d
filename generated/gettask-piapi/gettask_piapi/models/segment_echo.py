from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class SegmentEcho(Model):
    """The input as the server took it."""

    image: str | Unset = UNSET
    """URL of the image."""

    prompt: str | Unset = UNSET
    """What to cut out, comma separated."""

    negative_prompt: str | Unset = UNSET
    """What to leave out."""

    segment_factor: int | Unset = UNSET
    """How far the cut reaches; -15 in the page's example."""
