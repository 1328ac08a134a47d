from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from .._model import Model

if TYPE_CHECKING:
    from . import Task


@define(kw_only=True, repr=False)
class TaskListTasks(Model):
    """The tasks that were found, by id."""

    additional_properties: dict[str, Task] = field(init=False, factory=dict)
