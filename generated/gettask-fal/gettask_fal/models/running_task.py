from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import define

from .._model import Model

if TYPE_CHECKING:
    from . import Log


@define(kw_only=True, repr=False)
class RunningTask(Model):
    """A task at work."""

    status: Literal["IN_PROGRESS"] = "IN_PROGRESS"

    request_id: str
    """The id of the task."""

    response_url: str
    """Where the result is."""

    status_url: str
    """Where the status is."""

    cancel_url: str
    """Where the task is cancelled."""

    logs: list[Log] | None
    """What the task has written, where logs were asked for; else null or empty, which no source
    tells.
    """
