"""How long a task lives and how it ends, on a clock that a test can hold."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from gettask.mock.lifecycle import QUEUED, RUNNING, Status, Table

LONGEST = 1e9
"""Seconds that a life may take."""
LAST = 2.5e11
"""The last moment that a clock can be advanced to, in the year 9892: dates end soon after."""


class Clock(Protocol):
    """Tells the time, in Unix seconds."""

    def __call__(self) -> float: ...


class SystemClock:
    """The machine's time, except that it never jumps by itself."""

    def __init__(self) -> None:
        self._offset = time.time() - time.monotonic()

    def __call__(self) -> float:
        return self._offset + time.monotonic()

    def advance(self, seconds: float) -> None:
        """Jump after all."""
        _check(self(), seconds)
        self._offset += seconds


class HeldClock:
    """A clock that stands still until it is advanced."""

    def __init__(self, now: float = 1_750_000_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        _check(self.now, seconds)
        self.now += seconds


def _check(now: float, seconds: float) -> None:
    if not 0 <= seconds <= LAST - now:
        raise ValueError("time runs neither backwards nor beyond the year 9892")


@dataclass(frozen=True, slots=True)
class Life:
    """When a task is done: after so many looks and so many seconds, both. Raises ValueError."""

    looks: int = 0
    seconds: float = 0.0
    limit: float = 1.0
    """How much of the life can ever be over; less than 1 is a task that never ends."""

    def __post_init__(self) -> None:
        if self.looks < 0 or not 0 <= self.seconds <= LONGEST:
            raise ValueError(f"a life is not negative, and has at most {LONGEST:.0f} seconds")

    def done(self, looks: int, elapsed: float) -> float:
        """How much of the life is over, from 0 to 1, after that many looks and seconds."""
        by_looks = looks / self.looks if self.looks else 1.0
        by_time = elapsed / self.seconds if self.seconds else 1.0
        return min(by_looks, by_time, self.limit)


at_once = Life()
"""Done at the first look."""


def after_looks(n: int) -> Life:
    """Unfinished for n looks, done at the next."""
    return Life(looks=n)


def after_seconds(seconds: float) -> Life:
    """Done once so many seconds have passed."""
    return Life(seconds=seconds)


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of a task."""

    life: Life = at_once
    end: str = "succeeded"
    """A phase, or a status of the vendor's."""
    path: tuple[str, ...] = ()
    """The statuses to go through, instead of the ordinary way to `end`."""
    code: Any = None
    """The vendor's code of a failure; without it the first one that the document lists for tasks."""
    message: str = "The mock was told to let this task fail."

    def way(self, table: Table) -> tuple[Status, ...]:
        """The statuses that a task goes through at an API with this table. Raises ValueError."""
        return table.through(self.path) if self.path else table.ending(self.end)

    def rest(self, table: Table, status: Status) -> tuple[Status, ...]:
        """What comes after a status that a task has reached already. Raises ValueError."""
        way = self.way(table)
        if self.path:
            return way[way.index(status) + 1 :] if status in way else way
        passed = {QUEUED} if status.phase == QUEUED else {QUEUED, RUNNING}
        return tuple(each for each in way if each.phase not in passed)


@dataclass(frozen=True, slots=True)
class Submission:
    """What a plan may depend on: the API, the variant if the document names it, the body and the key."""

    api: str
    variant: str | None
    body: Mapping[str, Any]
    key: str


@dataclass(frozen=True, slots=True)
class Plans:
    """A planner that has plans of their own for some tasks."""

    otherwise: Plan | Planner
    some: tuple[tuple[Mapping[str, str], Plan], ...] = ()
    """What the submission must have, by the names of its attributes, and the plan for it."""

    def __call__(self, submission: Submission) -> Plan:
        for only, plan in reversed(self.some):
            if all(getattr(submission, name) == value for name, value in only.items()):
                return plan
        return self.otherwise if isinstance(self.otherwise, Plan) else self.otherwise(submission)

    def plus(self, only: Mapping[str, str], plan: Plan) -> Plans:
        """These plans and another, which counts more."""
        return Plans(self.otherwise, (*(each for each in self.some if each[0] != only), (only, plan)))


Planner = Callable[[Submission], Plan]
