"""What follows from a poll: one pure function, for one task or many, sync or async."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, TypeAlias

from .._contract.lifecycle import Lifecycle, PollSchedule
from .retry import MAX_RETRY_AFTER, backoff

RESULT_POLLS = 3
"""Further polls of a task that succeeded without its results: some vendors add them a moment later."""

_INSTANT = 0.001
"""Seconds before a deadline that are not worth another poll: clocks wake up a little early."""


@dataclass(frozen=True, slots=True)
class PollResult:
    """What one poll brought: the vendor's status, or a failure.

    Attributes:
        status: The status in the vendor's word, None if the body had none.
        remaining: Seconds that the server expects the task to take, None if it gives no estimate.
        failed: Whether the poll failed.
        retryable: Whether a failed poll may succeed later.
        retry_after: Seconds that the server asked for after a failure.
        incomplete: Whether the task succeeded, but its results are missing.
    """

    status: str | None = None
    remaining: float | None = None
    failed: bool = False
    retryable: bool = True
    retry_after: float | None = None
    incomplete: bool = False


@dataclass(frozen=True, slots=True)
class WaitProgress:
    """How far a wait has come.

    Attributes:
        elapsed: Seconds since the wait started.
        deadline: Seconds for the whole wait, None for no limit.
        polls: Polls made, the last one included.
        random: A number from [0, 1), for jitter.
        incomplete: Polls that found the task succeeded without its results, the last one included.
    """

    elapsed: float
    deadline: float | None
    polls: int
    random: float = 0.5
    incomplete: int = 0


@dataclass(frozen=True, slots=True)
class Success:
    """The task succeeded; its results may be missing even so, after some more polls."""


@dataclass(frozen=True, slots=True)
class Failure:
    """The wait ends without results: the task failed, the poll failed for good, or the deadline passed."""

    reason: Literal["task", "poll", "deadline"]


@dataclass(frozen=True, slots=True)
class Retry:
    """Poll again after some seconds."""

    after: float


Outcome: TypeAlias = Success | Failure | Retry


def decide(
    table: Lifecycle, result: PollResult, progress: WaitProgress, schedule: PollSchedule | None = None
) -> Outcome:
    """Return what follows from a poll.

    A failed poll does not fail the wait unless no later one can succeed. A status that the state table does
    not list is waited for or taken as failed, as the table's policy says. The last pause ends at the
    deadline, and one more poll follows before the wait gives up.

    Args:
        table: The state table of the API.
        result: What the poll brought.
        progress: How far the wait has come.
        schedule: The pauses between polls. Default: those of the state table.
    """
    if result.failed:
        if not result.retryable:
            return Failure("poll")
    else:
        status = table.status(result.status)
        if status is not None and status.terminal:
            if not status.phase.succeeded:
                return Failure("task")
            return _await_results(table, schedule, progress) if result.incomplete else Success()
        if status is None and result.status is not None and table.unlisted == "fail":
            return Failure("task")
    pause = max(_pause(schedule or table.schedule, result, progress), table.minimum)
    if progress.deadline is None:
        return Retry(pause)
    rest = progress.deadline - progress.elapsed
    return Retry(min(pause, rest)) if rest > _INSTANT else Failure("deadline")


def _await_results(table: Lifecycle, schedule: PollSchedule | None, progress: WaitProgress) -> Outcome:
    """Return what follows from a success without results: some more polls, while the deadline allows them."""
    pause = (schedule or table.schedule).initial
    rest = math.inf if progress.deadline is None else progress.deadline - progress.elapsed
    return Retry(pause) if progress.incomplete <= RESULT_POLLS and pause < rest else Success()


def _pause(schedule: PollSchedule, result: PollResult, progress: WaitProgress) -> float:
    pause = backoff(schedule.initial, schedule.multiplier, schedule.maximum, progress.polls - 1)
    if result.remaining is not None:
        pause = min(max(result.remaining, schedule.initial), schedule.maximum)
    pause *= 1 + schedule.jitter * (2 * progress.random - 1)
    if result.retry_after is not None:
        pause = max(pause, min(result.retry_after, MAX_RETRY_AFTER))
    return pause
