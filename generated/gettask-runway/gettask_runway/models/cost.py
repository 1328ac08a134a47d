from __future__ import annotations

from attrs import define, field

from .._model import Model


@define(kw_only=True, repr=False)
class Cost(Model):
    """What was charged, 0 if all was refunded."""

    credits_: int = field(metadata={"name": "credits"})
    """Unit: credits."""
