from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import define, field

from .._model import Model

if TYPE_CHECKING:
    from . import Cost


@define(kw_only=True, repr=False)
class SucceededTask(Model):
    """A task with its results."""

    id: str
    """The id of the task."""

    status: Literal["SUCCEEDED"] = "SUCCEEDED"

    created_at: str = field(metadata={"name": "createdAt"})
    """When the task was created."""

    cost: Cost
    """What was charged, 0 if all was refunded."""

    output: list[str]
    """URLs of the results, which expire within 24 to 48 hours; another poll gives new ones."""
