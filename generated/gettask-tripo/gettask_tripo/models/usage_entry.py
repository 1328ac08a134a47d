from __future__ import annotations

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class UsageEntry(Model):
    """What one task cost. No entry was ever seen."""

    task_id: str

    type_: str | Unset = field(default=UNSET, metadata={"name": "type"})

    status: str | Unset = UNSET

    created_at: str | Unset = UNSET

    credits_consumed: float | Unset = UNSET
    """Unit: credits."""
