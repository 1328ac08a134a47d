from __future__ import annotations

from typing import Any

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class AccountWallet(Model):
    """What remains and what was used, by kind of quota."""

    id: Any | Unset = UNSET

    auto_recharge_enabled: Any | Unset = UNSET

    gpts_remain: Any | Unset = UNSET

    llm_remain: Any | Unset = UNSET

    llm_used: Any | Unset = UNSET

    luma_remain: Any | Unset = UNSET

    mj_remain: Any | Unset = UNSET

    point_remain: Any | Unset = UNSET

    point_used: Any | Unset = UNSET

    point_frozen: Any | Unset = UNSET
