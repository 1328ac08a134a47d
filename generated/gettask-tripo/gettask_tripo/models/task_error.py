from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class TaskError(Model):
    """Why the task failed; in the webhook task.failed alone, says a client."""

    code: str | Unset = UNSET
    """task_failed."""

    message: str | Unset = UNSET
    """The reason in words."""
