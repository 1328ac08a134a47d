from __future__ import annotations

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class TaskUsage(Model):
    """What the task costs. No page states the unit. That it is points, 10,000,000 a US dollar, is
    inferred from the prices of several models; the examples of Ace Step and Kling 3.0 do not
    agree.
    """

    type_: str | Unset = field(default=UNSET, metadata={"name": "type"})
    """The kind of quota that is charged, such as quota, llm, point or mj. Empty on tasks that
    failed at creation.
    """

    frozen: float | Unset = UNSET
    """Amount set aside while the task runs, in points. Unit: points."""

    consume: float | Unset = UNSET
    """Amount charged, in points. Unit: points."""
