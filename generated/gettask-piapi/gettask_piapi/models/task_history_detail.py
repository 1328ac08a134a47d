from __future__ import annotations

from typing import Any

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class TaskHistoryDetail(Model):
    model: str | Unset = UNSET

    task_id: str | Unset = UNSET

    task_type: str | Unset = UNSET

    workflow_type: Any | Unset = UNSET

    output: str | None | Unset = UNSET
    """URL of the result; null until it is there."""
