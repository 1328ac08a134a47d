from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import TaskHistory


@define(kw_only=True, repr=False)
class TaskHistoryReply(Model):
    data: TaskHistory
    """One page of the history."""

    code: int | Unset = UNSET

    message: str | Unset = UNSET
