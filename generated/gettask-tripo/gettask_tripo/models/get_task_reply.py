from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import Task


@define(kw_only=True, repr=False)
class GetTaskReply(Model):
    code: int
    """0, also for a task that failed."""

    data: Task
    """One shape for all task types; what output holds depends on the type. Some examples lack type
    and times.
    """

    status: str | Unset = UNSET
    """success beside code 0."""
