from __future__ import annotations

from typing import Annotated, TypeAlias

from .._annotations import Dispatch
from .cancelled_task import CancelledTask
from .failed_task import FailedTask
from .pending_task import PendingTask
from .running_task import RunningTask
from .succeeded_task import SucceededTask
from .throttled_task import ThrottledTask

AnyTask: TypeAlias = Annotated[
    PendingTask | ThrottledTask | RunningTask | SucceededTask | FailedTask | CancelledTask,
    Dispatch(
        properties=("status",),
    ),
]
"""A task of any variant."""
