from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model

if TYPE_CHECKING:
    from . import Task


@define(kw_only=True, repr=False)
class GetTaskReply(Model):
    code: int
    """0, also for a task that failed."""

    data: Task
    """One shape for all task types; what input and output hold depends on the type."""
