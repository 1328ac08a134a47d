from __future__ import annotations

from typing import Any

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class TaskHistoryDetail(Model):
    model: Any | Unset = UNSET

    task_id: Any | Unset = UNSET

    workflow_type: Any | Unset = UNSET
