from __future__ import annotations

from typing import Any

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class ActiveTasks(Model):
    """The running tasks of one family of models."""

    staged_count: Any | Unset = UNSET

    pending_count: Any | Unset = UNSET

    processing_count: Any | Unset = UNSET

    active_tasks: Any | Unset = UNSET
