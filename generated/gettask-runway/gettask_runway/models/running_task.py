from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import define, field

from .._model import Model

if TYPE_CHECKING:
    from . import EstimatedCost


@define(kw_only=True, repr=False)
class RunningTask(Model):
    """A task at work."""

    id: str
    """The id of the task."""

    status: Literal["RUNNING"] = "RUNNING"

    created_at: str = field(metadata={"name": "createdAt"})
    """When the task was created."""

    estimated_cost: EstimatedCost = field(metadata={"name": "estimatedCost"})
    """What the task costs at most; in the end it may be less."""

    progress: float
    """How far it is. No source gives the scale; 1 is taken for done."""
