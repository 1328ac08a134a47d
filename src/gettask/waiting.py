"""One wait for one task: what it has seen, and what follows from that. Pure but for the log."""

from __future__ import annotations

import logging
import math
from enum import Enum
from typing import Final

from .clock import Clock
from .decision import LONGEST_HINT, Again, Clocks, Look, Raise, Return, decide
from .errors import GettaskError, WaitTimeoutError
from .lifecycle import Cadence, Lifecycle
from .redact import printable
from .task import Handle, Task

log = logging.getLogger("gettask")


class Unset(Enum):
    """Not said, which is not the same as None."""

    UNSET = "unset"

    def __repr__(self) -> str:
        return self.value


UNSET: Final = Unset.UNSET


class Wait:
    """One wait for one task: what it has seen, and what follows."""

    def __init__(
        self,
        handle: Handle,
        table: Lifecycle,
        clock: Clock,
        deadline: float | Unset | None,
        cadence: Cadence | None,
    ) -> None:
        self.handle = handle
        self.table = table
        self.clock = clock
        self.cadence = cadence
        self.deadline = _seconds(table.deadline if isinstance(deadline, Unset) else deadline)
        self.started = clock.monotonic()
        self.until = math.inf if self.deadline is None else self.started + self.deadline
        self.task: Task | None = None
        self.changed = False
        self.error: GettaskError | None = None
        """What ends the wait; None while it goes on, and when it ended with a final task."""
        self._looks = 0
        self._slept = 0.0

    def step(self, seen: Task | GettaskError) -> Return | Raise | Again:
        """Take what a look brought, and return the decision."""
        self._looks += 1
        self.changed = False
        if isinstance(seen, Task):
            look = Look(seen.status, remaining=seen.remaining)
            self._note(seen)
        else:
            look = Look(failed=True, temporary=seen.temporary, retry_after=hint(seen))
        # A clock that was set back cannot make a wait longer than the sleeps that it has asked for.
        elapsed = max(self.clock.monotonic() - self.started, self._slept)
        clocks = Clocks(elapsed, self.deadline, self._looks, self.clock.random())
        step = decide(self.table, look, clocks, self.cadence)
        if isinstance(step, Again):
            self._slept += step.after
            if isinstance(seen, GettaskError):
                log.warning("%s: a look failed, again in %.1f s: %s", self._name, step.after, seen)
        elif step == Raise("look") and isinstance(seen, GettaskError):
            self.error = seen
        elif step == Raise("deadline"):
            self.error = self._timeout(elapsed)
            self.error.__cause__ = seen if isinstance(seen, GettaskError) else None
        return step

    def _note(self, seen: Task) -> None:
        before = self.task
        self.task = seen
        self.changed = before is None or _face(before) != _face(seen)
        if self.changed:
            log.info("%s task %s", self.handle.api, seen)
        elif log.isEnabledFor(logging.DEBUG):
            log.debug("%s: look %d, no change", self._name, self._looks)

    def _timeout(self, elapsed: float) -> WaitTimeoutError:
        last = "no look succeeded" if self.task is None else f"last seen as {printable(self.task.status)!r}"
        return WaitTimeoutError(
            f"{self._name} was not finished after {elapsed:.0f} s ({last}). "
            "It goes on: wait again with this error's handle.",
            task_id=self.handle.id,
            task=self.task,
            handle=self.handle,
        )

    @property
    def _name(self) -> str:
        return f"{self.handle.api} task {printable(self.handle.id)}"


def _face(task: Task) -> tuple[object, ...]:
    """What of a task is worth telling when it changes."""
    return task.status, task.progress, task.queue_position


def hint(error: GettaskError) -> float:
    """Return the server's Retry-After in seconds, bounded; 0 if it gave none."""
    return min(getattr(error, "retry_after", None) or 0.0, LONGEST_HINT)


def _seconds(deadline: float | None) -> float | None:
    if deadline is None or deadline == math.inf:
        return None
    if not deadline >= 0:
        raise ValueError(f"deadline={deadline!r}: expected seconds, 0 for a single look, or None for no end")
    return float(deadline)
