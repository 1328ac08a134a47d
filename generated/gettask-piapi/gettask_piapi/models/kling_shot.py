from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class KlingShot(Model):
    """One shot of a video that has several."""

    prompt: str | Unset = UNSET
    """The shot in words."""

    duration: float | Unset = UNSET
    """Length of the shot. Unit: s."""
