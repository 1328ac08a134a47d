from __future__ import annotations

from typing import Any

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class AccountCreditPack(Model):
    id: Any | Unset = UNSET

    active: Any | Unset = UNSET

    capacity: Any | Unset = UNSET

    expired_at: Any | Unset = UNSET
