"""What to do after a look: one pure function, for one task or many, sync or async."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ._contract.lifecycle import Lifecycle, PollSchedule

LONGEST_HINT = 300.0
"""Seconds that a server's Retry-After is followed at most."""

_INSTANT = 0.001
"""A rest of a deadline, in seconds, that is not worth another look: clocks wake up a little early."""


@dataclass(frozen=True, slots=True)
class Look:
    """What one look brought: a status in the vendor's word (None if it had none), or a failure.

    `remaining` is the server's estimate of the time left, `retry_after` its wish after a failure, both in
    seconds.
    """

    status: str | None = None
    remaining: float | None = None
    failed: bool = False
    retryable: bool = True
    retry_after: float | None = None


@dataclass(frozen=True, slots=True)
class Clocks:
    """How far a wait has come.

    `elapsed` and `deadline` are seconds since its start, `deadline` None for no end; `looks` counts the looks
    made, the last one included; `chance` is a random number from [0, 1).
    """

    elapsed: float
    deadline: float | None
    looks: int
    chance: float = 0.5


@dataclass(frozen=True, slots=True)
class Return:
    """The task has its results."""


@dataclass(frozen=True, slots=True)
class Raise:
    """The wait ends without results: the task failed, the look failed for good, or the deadline passed."""

    why: Literal["task", "look", "deadline"]


@dataclass(frozen=True, slots=True)
class Again:
    """Look again after some seconds."""

    after: float


def decide(
    table: Lifecycle, look: Look, clocks: Clocks, schedule: PollSchedule | None = None
) -> Return | Raise | Again:
    """Return what to do after a look.

    A failed look is not a failed wait: only one that cannot succeed later ends it. A status that the table
    does not list is waited out or taken as failed, as the table says. The last sleep ends at the deadline,
    and one more look follows before the wait gives up.
    """
    if look.failed:
        if not look.retryable:
            return Raise("look")
    else:
        status = table.status(look.status)
        if status is not None and status.terminal:
            return Return() if status.phase.succeeded else Raise("task")
        if status is None and look.status is not None and table.unlisted == "fail":
            return Raise("task")
    after = _pause(schedule or table.schedule, look, clocks)
    if clocks.deadline is None:
        return Again(after)
    rest = clocks.deadline - clocks.elapsed
    return Again(min(after, rest)) if rest > _INSTANT else Raise("deadline")


def _pause(schedule: PollSchedule, look: Look, clocks: Clocks) -> float:
    pause = backoff(schedule.initial, schedule.multiplier, schedule.maximum, clocks.looks - 1)
    if look.remaining is not None:
        pause = min(max(look.remaining, schedule.initial), schedule.maximum)
    pause *= 1 + schedule.jitter * (2 * clocks.chance - 1)
    if look.retry_after is not None:
        pause = max(pause, min(look.retry_after, LONGEST_HINT))
    return pause


def backoff(start: float, factor: float, cap: float, times: int) -> float:
    """Return start × factor^times, at most cap."""
    try:
        return min(cap, start * factor**times)
    except OverflowError:  # after some thousand looks; the cap was reached long before
        return cap
