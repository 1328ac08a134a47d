from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model

if TYPE_CHECKING:
    from . import TaskListTasks


@define(kw_only=True, repr=False)
class TaskList(Model):
    """An object with two lists, as the SDK and the migration guide have it; the JavaScript SDK and
    a hand-made OpenAPI have an array in its place. No reply was ever seen.
    """

    tasks: TaskListTasks
    """The tasks that were found, by id."""

    missed: list[str]
    """The ids that were not found."""
