from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class KlingTurboInput(Model):
    """The fields of the page's example."""

    prompt: str | Unset = UNSET
    """The video in words."""

    duration: int | Unset = UNSET
    """5 in the page's example. Unit: s."""

    aspect_ratio: str | Unset = UNSET
    """16:9 in the page's example."""
