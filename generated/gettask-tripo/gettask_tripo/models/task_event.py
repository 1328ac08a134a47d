from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define, field

from .._model import Model

if TYPE_CHECKING:
    from . import Task, TaskEventType


@define(kw_only=True, repr=False)
class TaskEvent(Model):
    id: str
    """Names the event; the id of the task, a colon and the type of the event."""

    type_: TaskEventType = field(metadata={"name": "type"})
    """Others may come; a client is to let them pass."""

    created_at: Any
    """When it happened."""

    data: Task
    """One shape for all task types; what output holds depends on the type. Some examples lack type
    and times.
    """
