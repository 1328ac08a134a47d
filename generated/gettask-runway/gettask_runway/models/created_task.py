from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from .._model import Model

if TYPE_CHECKING:
    from . import EstimatedCost


@define(kw_only=True, repr=False)
class CreatedTask(Model):
    id: str
    """The id of the task."""

    estimated_cost: EstimatedCost = field(metadata={"name": "estimatedCost"})
    """What the task costs at most; in the end it may be less."""
