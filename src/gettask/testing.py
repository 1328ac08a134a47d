"""For tests of your own code: waits take no time, and polls are counted.

    from gettask.testing import instant

    def test_my_job_waits_for_its_song() -> None:
        with instant() as clock:
            my_job()  # its clients, whenever they were made, wait half an hour in no time
        assert clock.polls["f8d11a53-…"] == 5
        assert clock.slept < 600

It replaces the clock, not the API: use the mock for that (`gettask.pytest_plugin`), or your own transport.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from . import events
from ._clock import SystemClock
from .events import Event, RequestEvent

if TYPE_CHECKING:
    import asyncio
    import threading

__all__ = ["InstantClock", "instant"]


class InstantClock:
    """A clock on which sleeping takes no time: `clock=` of one client; `instant()` is for all clients.

    Args:
        advance: Called with the seconds of each sleep, to move another clock along, such as a mock's.

    Attributes:
        sleeps: The seconds of each sleep.
        polls: The number of polls of each task, by its id; counted by `instant()`.

    Example:
        >>> clock = InstantClock()
        >>> with PiAPI(clock=clock, http_client=my_client) as piapi:
        ...     piapi.wait(handle)
        >>> clock.slept
    """

    def __init__(self, advance: Callable[[float], object] | None = None) -> None:
        self.sleeps: list[float] = []
        self.polls: Counter[str | None] = Counter()
        self._advance = advance
        self._begun = time.time()
        self._now = 0.0

    @property
    def slept(self) -> float:
        """The seconds that have passed on this clock."""
        return self._now

    def monotonic(self) -> float:
        return self._now

    def time(self) -> float:
        return self._begun + self._now

    def random(self) -> float:
        return 0.5  # no jitter

    def sleep(self, seconds: float) -> None:
        self.sleeps.append(seconds)
        self._reach(self._now + seconds)

    def doze(self, _: object, seconds: float) -> None:
        self.sleep(seconds)

    async def adoze(self, _: object, seconds: float) -> None:
        await self.asleep(seconds)

    async def asleep(self, seconds: float) -> None:
        import anyio.lowlevel

        self.sleeps.append(seconds)
        until = self._now + seconds  # those that sleep at once sleep side by side
        await anyio.lowlevel.checkpoint()
        self._reach(until)

    def wait(self, event: threading.Event, seconds: float) -> None:  # noqa: ARG002 - work takes no time
        event.wait()

    async def await_(self, event: asyncio.Event, seconds: float) -> None:  # noqa: ARG002
        await event.wait()

    def _reach(self, until: float) -> None:
        if until > self._now:
            if self._advance is not None:
                self._advance(until - self._now)
            self._now = until


@contextmanager
def instant(advance: Callable[[float], object] | None = None) -> Iterator[InstantClock]:
    """Let the waits of all clients take no time inside the block, except those with a clock of their own.

    Args:
        advance: Called with the seconds that pass: `instant(gettask_mock.clock.advance)` moves the mock's
            clock along.

    Yields:
        The clock, with its sleeps and polls.
    """
    clock = InstantClock(advance)

    def count(event: Event, /) -> None:
        if isinstance(event, RequestEvent) and event.operation == "get_task":
            clock.polls[event.task] += 1

    def stand_in(name: str) -> Any:
        return lambda _, *arguments: getattr(clock, name)(*arguments)

    names = [name for name in vars(SystemClock) if not name.startswith("__")]
    saved = {name: vars(SystemClock)[name] for name in names}
    events.hooks.append(count)
    try:
        for name in names:
            setattr(SystemClock, name, stand_in(name))
        yield clock
    finally:
        for name, method in saved.items():
            setattr(SystemClock, name, method)
        events.hooks.remove(count)
