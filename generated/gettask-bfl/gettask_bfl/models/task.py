from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Result, TaskDetailsType0, TaskStatus


@define(kw_only=True, repr=False)
class Task(Model):
    """A task of any model. Nothing in it tells of which."""

    id: str
    """The id of the task."""

    status: TaskStatus
    """Where the task stands."""

    result: Result | None | Unset = UNSET
    """The result, once the status is Ready."""

    details: TaskDetailsType0 | None | Unset = UNSET
    """Why a task has no result. Its shape is in no source."""
