from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from attrs import define, field

from .._model import Model

if TYPE_CHECKING:
    from . import BalanceEventData


@define(kw_only=True, repr=False)
class BalanceEvent(Model):
    id: str
    """Names the event."""

    type_: Literal["balance.low"] = field(default="balance.low", metadata={"name": "type"})

    created_at: Any
    """When it happened."""

    data: BalanceEventData
