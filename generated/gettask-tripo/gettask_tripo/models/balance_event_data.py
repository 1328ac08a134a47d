from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class BalanceEventData(Model):
    balance: float | Unset = UNSET
    """What is left. Unit: credits."""

    threshold: float | Unset = UNSET
    """Below this the event is sent. Unit: credits."""
