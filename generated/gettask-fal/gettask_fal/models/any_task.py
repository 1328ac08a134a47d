from __future__ import annotations

from typing import Annotated, TypeAlias

from .._annotations import Dispatch
from .completed_task import CompletedTask
from .queued_task import QueuedTask
from .running_task import RunningTask

AnyTask: TypeAlias = Annotated[
    QueuedTask | RunningTask | CompletedTask,
    Dispatch(
        properties=("status",),
    ),
]
"""A task of any variant."""
