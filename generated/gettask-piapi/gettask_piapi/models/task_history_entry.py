from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import TaskHistoryDetail


@define(kw_only=True, repr=False)
class TaskHistoryEntry(Model):
    id: Any | Unset = UNSET

    account_id: Any | Unset = UNSET

    api_key_id: Any | Unset = UNSET

    action: str | Unset = UNSET
    """The task type."""

    task_id: str | Unset = UNSET
    """The id of the task."""

    task_model: str | Unset = UNSET
    """The model."""

    status: str | Unset = UNSET
    """In words of the history's own, such as finished, failed and processing; not those of Get
    Task.
    """

    service_mode: Any | Unset = UNSET

    usage: float | Unset = UNSET
    """What the task cost. Unit: points."""

    usage_type: Any | Unset = UNSET

    fixed: Any | Unset = UNSET

    detail: TaskHistoryDetail | Unset = UNSET

    created_at: str | Unset = UNSET
    """When the task was created, as in Get Task."""

    updated_at: Any | Unset = UNSET

    deleted_at: Any | Unset = UNSET
