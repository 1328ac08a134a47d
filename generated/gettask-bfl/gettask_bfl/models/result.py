from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class Result(Model):
    sample: str
    """The URL of the image, which works for ten minutes."""

    seed: int | Unset = UNSET
    """The seed that was used."""

    start_time: float | Unset = UNSET
    """When work began. Unit: unix-s."""

    end_time: float | Unset = UNSET
    """When work ended. Unit: unix-s."""

    duration: float | Unset = UNSET
    """How long work took. Unit: s."""
