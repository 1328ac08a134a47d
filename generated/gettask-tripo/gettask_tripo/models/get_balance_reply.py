from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Balance


@define(kw_only=True, repr=False)
class GetBalanceReply(Model):
    code: int
    """0 on success."""

    data: Balance

    status: str | Unset = UNSET
    """success beside code 0."""
