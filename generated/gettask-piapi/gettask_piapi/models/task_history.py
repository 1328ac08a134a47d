from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import TaskHistoryEntry


@define(kw_only=True, repr=False)
class TaskHistory(Model):
    """One page of the history."""

    data: list[TaskHistoryEntry] | Unset = UNSET

    page: Any | Unset = UNSET

    size: Any | Unset = UNSET

    total: Any | Unset = UNSET
