from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import TaskStatus


@define(kw_only=True, repr=False)
class CreatedTask(Model):
    task_id: str

    type_: str | Unset = field(default=UNSET, metadata={"name": "type"})
    """The task type; the docs' example leaves it out."""

    status: TaskStatus | Unset = UNSET
    """queued; the docs' example leaves it out. Where the task stands. The state table on the Get
    Task operation says what each word means.
    """
