from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import define, field

from .._model import Model

if TYPE_CHECKING:
    from . import Cost


@define(kw_only=True, repr=False)
class CancelledTask(Model):
    """A task that was cancelled or deleted."""

    id: str
    """The id of the task."""

    status: Literal["CANCELLED"] = "CANCELLED"

    created_at: str = field(metadata={"name": "createdAt"})
    """When the task was created."""

    cost: Cost
    """What was charged, 0 if all was refunded."""
