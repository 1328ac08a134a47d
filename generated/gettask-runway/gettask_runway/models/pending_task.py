from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import define, field

from .._model import Model

if TYPE_CHECKING:
    from . import EstimatedCost


@define(kw_only=True, repr=False)
class PendingTask(Model):
    """A task that waits."""

    id: str
    """The id of the task."""

    status: Literal["PENDING"] = "PENDING"

    created_at: str = field(metadata={"name": "createdAt"})
    """When the task was created."""

    estimated_cost: EstimatedCost = field(metadata={"name": "estimatedCost"})
    """What the task costs at most; in the end it may be less."""
