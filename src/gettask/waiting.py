"""One wait for one task: what it has seen, and what follows from that. Pure but for the log."""

from __future__ import annotations

import logging
import math
import zlib
from collections.abc import Callable
from enum import Enum
from functools import lru_cache
from typing import Final

from ._contract.lifecycle import Lifecycle, PollSchedule
from .clock import Clock
from .decision import LONGEST_HINT, Again, Clocks, Look, Raise, Return, decide
from .errors import GettaskError, WaitTimeoutError
from .redact import printable
from .task import Handle, Task

log = logging.getLogger("gettask")


class Unset(Enum):
    """Not said, which is not the same as None."""

    UNSET = "unset"

    def __repr__(self) -> str:
        return self.value


UNSET: Final = Unset.UNSET


class Terms:
    """What waits that begin together have in common."""

    def __init__(
        self,
        table: Lifecycle,
        clock: Clock,
        deadline: float | Unset | None,
        schedule: PollSchedule | None,
        handle: Callable[[str], Handle],
        read: Callable[[bytes, str], Task],
    ) -> None:
        self.table = table
        self.clock = clock
        self.schedule = schedule
        self.handle = handle
        self.read = read
        self.shelf = Shelf()
        self.deadline = _seconds(table.deadline if isinstance(deadline, Unset) else deadline)
        self.started = clock.monotonic()
        self.until = math.inf if self.deadline is None else self.started + self.deadline


class Wait:
    """One wait for one task: what it has seen, and what follows. Small: there may be 100,000 of them."""

    __slots__ = ("_digest", "_last", "_look", "_looks", "_slept", "changed", "error", "id", "terms")

    def __init__(self, id: str, terms: Terms) -> None:
        self.id = id
        self.terms = terms
        self.changed = False
        self.error: GettaskError | None = None
        """What ends the wait; None while it goes on, and when it ended with a final task."""
        self._last: Task | bytes | None = None
        self._digest: int | None = None
        self._look = Look()
        self._looks = 0
        self._slept = 0.0

    @property
    def handle(self) -> Handle:
        """The handle of the task."""
        return self.terms.handle(self.id)

    @property
    def until(self) -> float:
        """When the deadline passes, on the monotonic clock."""
        return self.terms.until

    @property
    def task(self) -> Task | None:
        """The task as last seen, None if no look succeeded."""
        if isinstance(self._last, bytes):
            self._last = self.terms.read(self.terms.shelf.unpack(self._last), self.id)
        return self._last

    def rest(self, body: bytes) -> None:
        """Keep the body of the last reply, packed, instead of all that was read from it."""
        self._last = self.terms.shelf.pack(body)
        self._digest = hash(body)

    def rested_on(self, body: bytes) -> bool:
        """Say whether a body is the one that the wait rests on, so that nothing in it can have changed."""
        return self._digest == hash(body)  # 64 bits: two bodies of one task do not meet by chance

    def step(self, seen: Task | GettaskError | None) -> Return | Raise | Again:
        """Take what a look brought, None if that is the same as before, and return the decision."""
        self._looks += 1
        self.changed = False
        look = self._look
        if isinstance(seen, GettaskError):
            look = Look(failed=True, retryable=seen.retryable, retry_after=hint(seen))
        elif seen is not None:
            look = self._look = _shared_look(seen.status, seen.remaining)
            self.changed = self._last is None or _face(self.task) != _face(seen)
            self._last = seen
        terms = self.terms
        # A clock that was set back cannot make a wait longer than the sleeps that it has asked for.
        elapsed = max(terms.clock.monotonic() - terms.started, self._slept)
        clocks = Clocks(elapsed, terms.deadline, self._looks, terms.clock.random())
        step = decide(terms.table, look, clocks, terms.schedule)
        if isinstance(step, Again):
            self._slept += step.after
        elif step == Raise("look") and isinstance(seen, GettaskError):
            self.error = seen
        elif step == Raise("deadline"):
            failure = seen if isinstance(seen, GettaskError) else None
            self.error = self._timeout(elapsed, failure)
            self.error.__cause__ = failure
        self._tell(seen, step)
        return step

    def _tell(self, seen: Task | GettaskError | None, step: Return | Raise | Again) -> None:
        if self.changed:
            log.info("%s task %s", self.handle.api, seen)
        elif isinstance(seen, GettaskError) and isinstance(step, Again):
            log.warning("%s: a look failed, again in %.1f s: %s", self._name, step.after, seen)

    def _timeout(self, elapsed: float, failure: GettaskError | None) -> WaitTimeoutError:
        task = self.task
        last = f"no look succeeded: {failure}" if task is None else f"last seen as {printable(task.status)!r}"
        return WaitTimeoutError(
            f"{self._name} was not finished after {elapsed:.0f} s ({last}). "
            "It goes on: wait again with this error's handle.",
            task=task,
            handle=self.handle,
        )

    @property
    def _name(self) -> str:
        return f"{self.handle.api} task {printable(self.id)}"


class Shelf:
    """Packs replies: those of one API are much alike, so the first serves as the dictionary of the others."""

    _WINDOW: Final = -13  # 8 KiB, without a header

    def __init__(self) -> None:
        self._first = b""

    def pack(self, body: bytes) -> bytes:
        """Return a body in a fraction of its bytes."""
        self._first = self._first or body
        packer = zlib.compressobj(6, zlib.DEFLATED, self._WINDOW, 4, zlib.Z_DEFAULT_STRATEGY, self._first)
        return packer.compress(body) + packer.flush()

    def unpack(self, packed: bytes) -> bytes:
        """Return the body."""
        return zlib.decompressobj(self._WINDOW, self._first).decompress(packed)


@lru_cache(maxsize=1024)
def _shared_look(status: str, remaining: float | None) -> Look:
    """Return a look: of many waits most have the same, and can share it."""
    return Look(status, remaining)


def _face(task: Task | None) -> tuple[object, ...] | None:
    """What of a task is worth telling when it changes."""
    return None if task is None else (task.status, task.progress, task.queue_position)


def hint(error: GettaskError) -> float:
    """Return the server's Retry-After in seconds, bounded; 0 if it gave none."""
    return min(getattr(error, "retry_after", None) or 0.0, LONGEST_HINT)


def _seconds(deadline: float | None) -> float | None:
    if deadline is None or deadline == math.inf:
        return None
    if not deadline >= 0:
        raise ValueError(f"deadline={deadline!r}: expected seconds, 0 for a single look, or None for no end")
    return float(deadline)
