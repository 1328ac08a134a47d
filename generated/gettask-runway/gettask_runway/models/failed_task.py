from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Cost


@define(kw_only=True, repr=False)
class FailedTask(Model):
    """A task that failed."""

    id: str
    """The id of the task."""

    status: Literal["FAILED"] = "FAILED"

    created_at: str = field(metadata={"name": "createdAt"})
    """When the task was created."""

    cost: Cost
    """What was charged, 0 if all was refunded."""

    failure: str
    """Why, for people; not meant for end users as it is."""

    failure_code: str | Unset = field(default=UNSET, metadata={"name": "failureCode"})
    """Why, for machines. The codes are in no source."""
