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

    action: Any | Unset = UNSET

    task_id: Any | Unset = UNSET

    task_model: Any | Unset = UNSET

    status: Any | Unset = UNSET

    service_mode: Any | Unset = UNSET

    usage: Any | Unset = UNSET

    usage_type: Any | Unset = UNSET

    fixed: Any | Unset = UNSET

    detail: TaskHistoryDetail | Unset = UNSET

    created_at: Any | Unset = UNSET

    updated_at: Any | Unset = UNSET

    deleted_at: Any | Unset = UNSET
