"""Waiting for many tasks of one API: which is polled when. Pure."""

from __future__ import annotations

import heapq
import math
from collections import deque
from collections.abc import Iterable
from typing import NamedTuple

from .._clock import Clock
from .._http.response import Response
from .._redact import printable
from ..errors import GettaskError
from ..task import Handle, Task
from .decide import Retry
from .retry import retry_after
from .wait import WaitOptions, WaitState
from .waits import Waits

_NAMED = 10
"""Tasks that a note names at most."""

BURST = 0.05
"""Seconds' worth of polls by which `max_rate` may be exceeded for a moment: clocks wake up a little late."""


class ScheduledPoll(NamedTuple):
    """The next poll of a task: when it is due on the monotonic clock, and which task of the call it is."""

    due: float
    number: int
    wait: WaitState


class TaskUpdate(NamedTuple):
    """A task that a poll found changed; `last` when its wait has ended."""

    task: Task
    last: bool


class PollQueue:
    """The waits of one `as_completed`. The task that has been due the longest is polled first.

    Whoever owns it begins each poll that `start` returns, and passes what came of it to `finish`.

    Attributes:
        unfinished: Waits that have not ended.
        pause: Seconds until the next poll may begin, as of the last `start`; None when that takes the end of
            one that is under way.
    """

    def __init__(
        self,
        options: WaitOptions,
        sources: Iterable[Handle | str],
        *,
        max_concurrency: int,
        max_rate: float | None,
    ) -> None:
        if max_concurrency < 1:
            raise ValueError(f"max_concurrency={max_concurrency!r}: expected 1 or more")
        self.pause: float | None = None
        self._options = options
        self._limit = max_concurrency
        self._limiter = RateLimiter(max_rate, options.waits)
        self._clock = MonotonicClock(options.clock, options.started)
        # All are due at once, in their order, which makes it a heap.
        self._heap = [
            ScheduledPoll(options.started, number, WaitState(source, options))
            for number, source in enumerate(sources)
        ]
        self._count = self.unfinished = len(self._heap)
        self._under_way: dict[int, ScheduledPoll] = {}
        self._errors: list[GettaskError] = []
        self._hurried: deque[str] = deque()
        self._again: set[int] = set()

    def hurry(self, id: str) -> None:
        """Have a task polled as soon as it may be. Other threads may call this."""
        self._hurried.append(id)

    def start(self) -> ScheduledPoll | None:
        """Return the poll to begin now, None if there is none."""
        self.pause = None
        if self._hurried:
            self._advance()
        if not self._heap or self.unfinished - len(self._heap) >= self._limit:
            return None
        now = self._clock.monotonic()
        if now >= self._options.last:
            self._give_up()
            return None
        pause = self._limiter.pause(self._heap, now)
        if pause > 0:
            self.pause = pause
            return None
        self._limiter.start(now)
        poll = heapq.heappop(self._heap)
        self._under_way[poll.number] = poll
        return poll

    def finish(self, poll: ScheduledPoll, outcome: Response | GettaskError) -> TaskUpdate | None:
        """Take what a poll brought; return the task if it has changed or its wait has ended."""
        wait = self._under_way.pop(poll.number).wait
        seen = self._read(wait, outcome)
        pause = retry_after(seen)
        if isinstance(outcome, Response):
            pause = max(pause, wait.note_pause(outcome, self._options.clock.time()))
        step = wait.step(seen)
        if isinstance(step, Retry):
            now = self._clock.monotonic()
            if pause > 0:
                self._limiter.hold(now + pause)
            if isinstance(seen, Task) and isinstance(outcome, Response):
                wait.keep(outcome.body)
            after = step.after
            if poll.number in self._again:  # what it was hurried for may have happened after the response
                self._again.discard(poll.number)
                after = 0.0
            heapq.heappush(self._heap, ScheduledPoll(now + after, poll.number, wait))
            return TaskUpdate(seen, last=False) if isinstance(seen, Task) and wait.changed else None
        self.unfinished -= 1
        if wait.error is not None:
            self._errors.append(_named(wait, wait.error))
            # The deadline may pass at the poll that brings a change.
            return TaskUpdate(seen, last=False) if isinstance(seen, Task) and wait.changed else None
        ended = wait.task  # the same body as before is not read again
        return None if ended is None else TaskUpdate(ended, last=True)

    def note(self, error: BaseException) -> None:
        """Say on what interrupts the waits how to go on."""
        polls = [*self._under_way.values(), *heapq.nsmallest(_NAMED, self._heap)]
        failed = [each.handle.id for each in self._errors if each.handle is not None]  # never raised now
        ids = [printable(id) for id in [*(poll.wait.id for poll in polls), *failed][:_NAMED]]
        named = f", among them {', '.join(ids)}" if ids else ""
        count = self.unfinished + len(self._errors)
        error.add_note(f"{count} tasks go on{named}: wait again with their handles")

    def raise_errors(self) -> None:
        """Raise what kept tasks from an end, all in one ExceptionGroup, if there is any."""
        if self._errors:
            message = f"{len(self._errors)} of {self._count} waits did not end with a terminal task"
            raise ExceptionGroup(message, self._errors)

    def _advance(self) -> None:
        """Make the tasks that are hurried due now."""
        ids, now = set[str](), self._clock.monotonic()
        while self._hurried:
            ids.add(self._hurried.popleft())
        self._again |= {number for number, poll in self._under_way.items() if poll.wait.id in ids}
        self._heap = [
            poll._replace(due=min(poll.due, now)) if poll.wait.id in ids else poll for poll in self._heap
        ]
        heapq.heapify(self._heap)

    def _give_up(self) -> None:
        """End the waits that have no poll under way: there is no time for one."""
        for poll in self._heap:
            self._errors.append(_named(poll.wait, poll.wait.give_up()))
        self.unfinished -= len(self._heap)
        self._heap.clear()
        self.pause = None if self.unfinished else 0.0

    def _read(self, wait: WaitState, outcome: Response | GettaskError) -> Task | GettaskError | None:
        """Return what a poll brought; None if it is what the poll before brought, byte for byte."""
        if isinstance(outcome, GettaskError):
            return outcome
        if outcome.status == 200 and wait.has_kept(outcome.body):
            return None
        try:
            return self._options.read(outcome, wait.handle)
        except GettaskError as error:
            return error


def _named(wait: WaitState, error: GettaskError) -> GettaskError:
    error.add_note(f"while waiting for task {printable(wait.id)}")
    return error


class MonotonicClock:
    """A clock that never goes back: where the one below is set back, this one goes on from where it was."""

    def __init__(self, clock: Clock, now: float) -> None:
        self._clock = clock
        self._last = now
        self._lost = 0.0

    def monotonic(self) -> float:
        """Return the time in seconds."""
        now = self._clock.monotonic()
        self._lost += max(0.0, self._last - now)
        self._last = now
        return now + self._lost


class RateLimiter:
    """When the next poll may begin: at most `max_rate` a second, and none while the API asks for a pause.

    The pause may have been asked of another wait of the client.
    """

    def __init__(self, max_rate: float | None, waits: Waits) -> None:
        if max_rate is not None and not 0 < max_rate < math.inf:
            raise ValueError(f"max_rate={max_rate!r}: expected polls a second, or None for no limit")
        self._gap = 0.0 if max_rate is None else 1 / max_rate
        self._next = self._held = -math.inf
        self._waits = waits

    def start(self, now: float) -> None:
        """Count a poll that begins."""
        self._next = max(self._next, now - BURST) + self._gap

    def hold(self, until: float) -> None:
        """Let no poll begin before a time, but for those whose deadline comes first."""
        self._held = max(self._held, until)

    def pause(self, heap: list[ScheduledPoll], now: float) -> float:
        """Return the seconds until the first of the heap may begin; 0 or less for now."""
        while True:
            due, number, wait = heap[0]
            held = min(max(self._held, self._waits.held), wait.options.until)
            if due >= held:
                return max(due, self._next) - now
            heapq.heapreplace(heap, ScheduledPoll(held, number, wait))
