from __future__ import annotations

from typing import Literal

from attrs import define

from .._model import Model


@define(kw_only=True, repr=False)
class QueuedTask(Model):
    """A task that waits."""

    status: Literal["IN_QUEUE"] = "IN_QUEUE"

    request_id: str
    """The id of the task."""

    response_url: str
    """Where the result is."""

    status_url: str
    """Where the status is."""

    cancel_url: str
    """Where the task is cancelled."""

    queue_position: int
    """How many tasks are before it, from 0."""
