"""One wait for one task: what it has seen, and what follows. Pure but for the log."""

from __future__ import annotations

import logging
import math
import zlib
from collections.abc import Callable
from dataclasses import replace
from enum import Enum
from functools import lru_cache
from typing import Final

from .._clock import Clock
from .._contract.lifecycle import Lifecycle, PollSchedule
from .._http.response import Response
from .._redact import printable
from ..errors import GettaskError, TaskNotFoundError, WaitTimeoutError
from ..task import Handle, Task
from .decide import Failure, Outcome, PollResult, Retry, WaitProgress, decide
from .retry import MAX_RETRY_AFTER, read_retry_after, retry_after
from .waits import Waits

log = logging.getLogger("gettask")


class Unset(Enum):
    """The type of UNSET."""

    UNSET = "unset"

    def __repr__(self) -> str:
        return self.value


_MOST_RECENT = 10_000
"""Tasks that are remembered as recent at most."""

UNSET: Final = Unset.UNSET
"""The argument was not given, which is not the same as None."""


class WaitOptions:
    """What the waits of one call have in common.

    Attributes:
        table: The state table of the API.
        clock: The clock of the client.
        schedule: The pauses between polls, None for those of the state table.
        handle: Returns the handle of a task by its id.
        read: Reads the response to a poll of a task.
        known_at: Returns when a task was last known to exist, on the monotonic clock.
        waits: What all waits of the client have in common.
        deadline: Seconds for each wait, None for no limit.
        started: When the call began, on the monotonic clock.
        until: When the deadline passes, on the monotonic clock.
        last: When no poll may begin any more: when it has passed by the time that one may take.
    """

    def __init__(
        self,
        table: Lifecycle,
        clock: Clock,
        *,
        deadline: float | Unset | None,
        schedule: PollSchedule | None,
        handle: Callable[[str], Handle],
        read: Callable[[Response, Handle], Task],
        known_at: Callable[[str], float] = lambda _: -math.inf,
        timeout: float | None = None,
        waits: Waits | None = None,
    ) -> None:
        self.table = table
        self.waits = waits or Waits()
        self.clock = clock
        self.schedule = schedule
        self.handle = handle
        self.read = read
        self.known_at = known_at
        self.packer = _Packer()
        self.deadline = _seconds(table.deadline if isinstance(deadline, Unset) else deadline)
        self.started = clock.monotonic()
        self.until = math.inf if self.deadline is None else self.started + self.deadline
        self.last = self.until + (math.inf if timeout is None else timeout)

    def held(self) -> float:
        """Return the seconds for which the API has asked for no poll, 0 or less if it may be polled."""
        return min(self.waits.held, self.until) - self.clock.monotonic()


class WaitState:
    """The state of one wait. Small: there may be 100,000 of them.

    Attributes:
        source: The handle of the task, or its bare id, which takes less memory.
        options: What the waits of one call have in common.
        changed: Whether the last poll brought another status, progress or queue position.
        error: What ended the wait; None while it goes on, and when it ended with a task.
    """

    __slots__ = (
        "_digest",
        "_incomplete",
        "_known_at",
        "_last",
        "_pause",
        "_polls",
        "_result",
        "_slept",
        "changed",
        "error",
        "options",
        "source",
    )

    def __init__(self, source: Handle | str, options: WaitOptions) -> None:
        self.source = source
        self._known_at = options.known_at(self.id)
        self._pause: float | None = None
        self.options = options
        self.changed = False
        self.error: GettaskError | None = None
        self._last: Task | bytes | None = None
        self._digest: int | None = None
        self._result = PollResult()
        self._polls = 0
        self._incomplete = 0
        self._slept = 0.0

    @property
    def id(self) -> str:
        """The id of the task."""
        return self.source if isinstance(self.source, str) else self.source.id

    @property
    def handle(self) -> Handle:
        """The handle of the task."""
        return self.options.handle(self.source) if isinstance(self.source, str) else self.source

    @property
    def task(self) -> Task | None:
        """The task as last seen, None if no poll succeeded."""
        if isinstance(self._last, bytes):
            body = self.options.packer.unpack(self._last)
            self._last = self.options.read(Response(200, {}, body), self.handle)
        return self._last

    def keep(self, body: bytes) -> None:
        """Keep the body of the last response, packed, instead of all that was read from it."""
        self._last = self.options.packer.pack(body)
        self._digest = hash(body)

    def has_kept(self, body: bytes) -> bool:
        """Say whether a body is the one that was kept, so that nothing in it can have changed."""
        return self._digest == hash(body)  # 64 bits: two bodies of one task do not meet by chance

    def note_pause(self, response: Response, now: float) -> float:
        """Return the pause that a response asks for, in seconds, and make it after this poll.

        Args:
            response: The response to a poll, whatever it says.
            now: Seconds since 1970.
        """
        self._pause = None
        if "retry-after" in response.headers:
            self._pause = read_retry_after(response.headers["retry-after"], now)
        return min(self._pause or 0.0, MAX_RETRY_AFTER)

    def step(self, seen: Task | GettaskError | None) -> Outcome:
        """Return what follows from a poll.

        Args:
            seen: The task or the error that the poll brought; None for the same body as before.
        """
        self._polls += 1
        self.changed = False
        result = self._result
        options = self.options
        now = options.clock.monotonic()
        pause, self._pause = self._pause, None
        if isinstance(seen, GettaskError):
            # A task that exists may be missing for a while, where reads come from a copy that lags behind.
            missing = (
                isinstance(seen, TaskNotFoundError) and now - self._known_at <= options.table.visible_within
            )
            result = PollResult(
                failed=True, retryable=seen.retryable or missing, retry_after=pause or retry_after(seen)
            )
        else:
            self._known_at = now
            if seen is not None:
                result = self._result = _shared_result(
                    seen.status, seen.remaining, bool(seen.missing_results)
                )
                self.changed = self._last is None or _visible(self.task) != _visible(seen)
                self._last = seen
            if pause is not None:
                result = replace(result, retry_after=pause)
        # A clock that was set back cannot make a wait longer than the pauses that it has asked for.
        elapsed = max(now - options.started, self._slept)
        self._incomplete += result.incomplete
        progress = WaitProgress(
            elapsed, options.deadline, self._polls, options.clock.random(), self._incomplete
        )
        outcome = decide(options.table, result, progress, options.schedule)
        if isinstance(outcome, Retry):
            self._slept += outcome.after
            if result.retry_after:
                options.waits.hold(now + min(result.retry_after, MAX_RETRY_AFTER))
        elif outcome == Failure("poll") and isinstance(seen, GettaskError):
            self.error = seen
            seen.handle = self.handle
        elif outcome == Failure("deadline"):
            cause = seen if isinstance(seen, GettaskError) else None
            self.error = self._timeout(elapsed, cause)
            self.error.__cause__ = cause
        self._log(seen, outcome)
        return outcome

    def give_up(self) -> GettaskError:
        """End the wait without another poll, and return its error."""
        self.error = self._timeout(self.options.clock.monotonic() - self.options.started, None)
        return self.error

    def _log(self, seen: Task | GettaskError | None, outcome: Outcome) -> None:
        if self.changed:
            log.info("%s task %s", self.handle.api, seen)
        elif isinstance(seen, GettaskError) and isinstance(outcome, Retry):
            log.warning("%s: a poll failed, again in %.1f s: %s", self._name, outcome.after, seen)

    def _timeout(self, elapsed: float, cause: GettaskError | None) -> WaitTimeoutError:
        task = self.task
        last = f"no poll succeeded: {cause}" if task is None else f"last status {printable(task.status)!r}"
        return WaitTimeoutError(
            f"{self._name} was not finished after {elapsed:.0f} s ({last}). "
            "It goes on: wait again with this error's handle.",
            task=task,
            handle=self.handle,
        )

    @property
    def _name(self) -> str:
        return f"{self.handle.api} task {printable(self.id)}"


class RecentTasks:
    """When the last tasks that were created or seen were known to exist, on the monotonic clock."""

    def __init__(self) -> None:
        self._known: dict[str, float] = {}

    def add(self, id: str, now: float) -> None:
        """Note that a task exists."""
        self._known[id] = now
        if len(self._known) > _MOST_RECENT:
            self._known.pop(next(iter(self._known)), None)

    def forget(self, id: str) -> None:
        """Note that a task is gone: that a poll does not find it is no delay."""
        self._known.pop(id, None)

    def known_at(self, id: str) -> float:
        """Return when a task was last known to exist, minus infinity if it is not among the last."""
        return self._known.get(id, -math.inf)


class Resumable:
    """Says on what interrupts a wait, such as a cancellation or KeyboardInterrupt, how to go on.

    For `with` and `async with`.
    """

    def __init__(self, handle: Handle) -> None:
        self._handle = handle

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        """Add the note."""
        if error is None or isinstance(error, (GettaskError, GeneratorExit)):
            return
        handle = self._handle
        name = f"{handle.api} task {printable(handle.id)}"
        note = f"{name} goes on: wait again with the handle {handle.to_json()}"
        if note not in getattr(error, "__notes__", ()):
            error.add_note(note)

    async def __aenter__(self) -> None:
        """Begin."""

    async def __aexit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        """Add the note."""
        self.__exit__(kind, error, traceback)


class _Packer:
    """Packs response bodies: those of one API are alike, so the first is the dictionary of the others."""

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
def _shared_result(status: str, remaining: float | None, incomplete: bool) -> PollResult:
    """Return a result: of many waits most have the same, and can share it."""
    return PollResult(status, remaining, incomplete=incomplete)


def _visible(task: Task | None) -> tuple[object, ...] | None:
    """Return what of a task is worth an update when it changes."""
    if task is None:
        return None
    return task.status, task.progress, task.queue_position, bool(task.missing_results)


def _seconds(deadline: float | None) -> float | None:
    if deadline is None or deadline == math.inf:
        return None
    if not deadline >= 0:
        raise ValueError(
            f"deadline={deadline!r}: expected seconds, 0 for a single poll, or None for no limit"
        )
    return float(deadline)
