from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class SegmentEcho(Model):
    """The input as the server took it."""

    image: str | Unset = UNSET

    prompt: str | Unset = UNSET

    negative_prompt: str | Unset = UNSET

    segment_factor: int | Unset = UNSET
