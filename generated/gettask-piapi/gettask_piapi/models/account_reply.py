from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Account


@define(kw_only=True, repr=False)
class AccountReply(Model):
    data: Account
    """The page promises the account's name and id, the credit that remains, and its value in US
    dollars. More fields are reported whose names end in _pool_size and _failover_enabled.
    """

    code: int | Unset = UNSET

    message: str | Unset = UNSET
