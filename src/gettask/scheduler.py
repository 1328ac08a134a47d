"""Waiting for many tasks of one API: which is looked at when. A flow, so nothing here sends or waits."""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterable

from .clock import Clock
from .decision import Again
from .effects import Emit, Flow, Next, Send, Start
from .errors import GettaskError
from .redact import printable
from .replies import Reply
from .task import Task
from .waiting import Terms, Wait, hint

BURST = 0.05
"""Seconds' worth of looks by which a max_rate may be overtaken for a moment: clocks wake up a little late."""

Due = tuple[float, int, Wait]
"""When the next look at a task is due on the monotonic clock, and which task of the call it is."""


def as_completed(
    terms: Terms,
    ids: Iterable[str],
    *,
    ask: Callable[[str], Send],
    read: Callable[[Reply, str], Task],
    max_concurrency: int,
    max_rate: float | None,
) -> Flow[None]:
    """Emit each change, and each task as the last of it when it is final, whatever becomes of the others.

    Who has been due the longest is looked at first. What kept tasks from an end is raised at the end, in one
    group.
    """
    if max_concurrency < 1:
        raise ValueError(f"max_concurrency={max_concurrency!r}: expected 1 or more")
    pace, clock = Pace(max_rate), Onward(terms.clock, terms.started)
    heap = [(terms.started, number, Wait(id, terms)) for number, id in enumerate(ids)]  # all equal: a heap
    count, under_way = len(heap), 0
    errors: list[GettaskError] = []
    while heap or under_way:
        pause = None
        while heap and under_way < max_concurrency:
            now = clock.monotonic()
            pause = pace.pause(heap, now)
            if pause > 0:
                break
            _, number, wait = heapq.heappop(heap)
            pace.began(now)
            yield Start((number, wait), ask(wait.id))
            pause, under_way = None, under_way + 1
        for (number, wait), outcome in (yield Next(pause)):
            under_way -= 1
            seen = _seen(wait, outcome, read)
            step = wait.step(seen)
            done = wait.error is None and not isinstance(step, Again)
            if isinstance(seen, Task) and (done or wait.changed):
                yield Emit(seen, last=done)
            if isinstance(step, Again):
                now = clock.monotonic()
                if isinstance(seen, GettaskError):
                    pace.hold(now + hint(seen))
                elif seen is not None:
                    wait.rest(outcome.body)
                heapq.heappush(heap, (now + step.after, number, wait))
            elif wait.error is not None:
                wait.error.add_note(f"while waiting for task {printable(wait.id)}")
                errors.append(wait.error)
    if errors:
        raise ExceptionGroup(f"{len(errors)} of {count} waits did not end with a final task", errors)


class Onward:
    """A clock that is never behind: where the one below is set back, this one goes on from where it was."""

    def __init__(self, clock: Clock, now: float) -> None:
        self._clock = clock
        self._last = now
        self._lost = 0.0

    def monotonic(self) -> float:
        now = self._clock.monotonic()
        self._lost += max(0.0, self._last - now)
        self._last = now
        return now + self._lost


class Pace:
    """When the next look may begin: as the caller's max_rate allows, and as the API asks that all wait."""

    def __init__(self, max_rate: float | None) -> None:
        if max_rate is not None and not 0 < max_rate < math.inf:
            raise ValueError(
                f"max_rate={max_rate!r}: expected looks a second, or None for as many as there are"
            )
        self._gap = 0.0 if max_rate is None else 1 / max_rate
        self._next = self._held = -math.inf

    def began(self, now: float) -> None:
        """Count a look that begins."""
        self._next = max(self._next, now - BURST) + self._gap

    def hold(self, until: float) -> None:
        """Let no look begin before a time, but for those whose deadline comes first."""
        self._held = max(self._held, until)

    def pause(self, heap: list[Due], now: float) -> float:
        """Return the seconds until the first of the heap may be looked at; 0 or less for now."""
        while True:
            due, number, wait = heap[0]
            rested = min(self._held, wait.until)
            if due >= rested:
                return max(due, self._next) - now
            heapq.heapreplace(heap, (rested, number, wait))


def _seen(
    wait: Wait, outcome: Reply | GettaskError, read: Callable[[Reply, str], Task]
) -> Task | GettaskError | None:
    """Return what a look brought; None if it is what the look before brought, byte for byte."""
    if isinstance(outcome, GettaskError):
        return outcome
    if outcome.status == 200 and wait.rested_on(outcome.body):
        return None
    try:
        return read(outcome, wait.id)
    except GettaskError as error:
        return error
