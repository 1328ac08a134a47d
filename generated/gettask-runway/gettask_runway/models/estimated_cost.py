from __future__ import annotations

from attrs import define, field

from .._model import Model


@define(kw_only=True, repr=False)
class EstimatedCost(Model):
    """What the task costs at most; in the end it may be less."""

    credits_: float = field(metadata={"name": "credits"})
    """Unit: credits."""
