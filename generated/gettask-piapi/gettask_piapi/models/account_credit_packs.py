from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import AccountCreditPack


@define(kw_only=True, repr=False)
class AccountCreditPacks(Model):
    available_credits: float | Unset = UNSET
    """The balance of a pay-as-you-go account, in credits, 500 a US dollar. Unit: credits."""

    used_credits: Any | Unset = UNSET

    total_credits: Any | Unset = UNSET

    frozen_credits: Any | Unset = UNSET

    expired_credits: Any | Unset = UNSET

    inactive_credits: Any | Unset = UNSET

    credit_packs_count: Any | Unset = UNSET

    credit_packs: list[AccountCreditPack] | Unset = UNSET
