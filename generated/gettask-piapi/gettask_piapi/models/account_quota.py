from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class AccountQuota(Model):
    """Where some accounts have their balance, in place of equivalent_in_usd beside it."""

    equivalent_in_usd: float | Unset = UNSET
    """The balance in US dollars. Unit: usd."""
