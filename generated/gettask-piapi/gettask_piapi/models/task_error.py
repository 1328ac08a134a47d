from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import TaskErrorDetailObject


@define(kw_only=True, repr=False)
class TaskError(Model):
    """Why the task failed. On a task that did not fail the code is 0 and the strings are empty."""

    code: int | Unset = UNSET
    """0 when there is no error."""

    raw_message: str | Unset = UNSET
    """The worker's own text; the most telling of the three. A client knows a prompt that
    Midjourney refuses by the words "Banned Prompt".
    """

    message: str | Unset = UNSET

    detail: TaskErrorDetailObject | str | None | Unset = UNSET
    """Null in every example."""
