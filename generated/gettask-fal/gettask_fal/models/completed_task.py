from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import FluxDevResult, InvalidReply, Log, Metrics


@define(kw_only=True, repr=False)
class CompletedTask(Model):
    """A task that has ended, well or not; its result is elsewhere."""

    status: Literal["COMPLETED"] = "COMPLETED"

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

    metrics: Metrics | Unset = UNSET
    """What the run took; old endpoints leave it out. No source gives the unit."""

    error: str | None | Unset = UNSET
    """Why it failed, for people."""

    error_type: str | None | Unset = UNSET
    """Why it failed, for machines."""

    response: FluxDevResult | Unset = UNSET
    """Images, and how they were made."""

    refusal: InvalidReply | Unset = UNSET
    """What the JavaScript client reads of an error of validation."""
