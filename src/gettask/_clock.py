"""Time, sleep and chance: what a wait takes from outside. Tests bring their own."""

from __future__ import annotations

import random
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import asyncio
    import threading
    from queue import SimpleQueue

    import anyio


class Clock(Protocol):
    """What a client needs to know of time. Seconds throughout."""

    def monotonic(self) -> float:
        """Return a time that only differences have a meaning of."""
        ...

    def time(self) -> float:
        """Return the time since 1970, to read dates in headers by."""
        ...

    def random(self) -> float:
        """Return a number from [0, 1), for jitter."""
        ...

    def sleep(self, seconds: float) -> None:
        """Return after some seconds.

        Args:
            seconds: How long.
        """
        ...

    async def asleep(self, seconds: float) -> None:
        """Return after some seconds, letting others run.

        Args:
            seconds: How long.
        """
        ...

    def wait(self, event: threading.Event, seconds: float) -> None:
        """Return when an event of work under way is set, or after some seconds.

        A clock that moves only by sleeping waits for the event alone: work takes none of its time.

        Args:
            event: What the work sets at its end.
            seconds: The longest wait.
        """
        ...

    async def await_(self, event: asyncio.Event, seconds: float) -> None:
        """As wait, letting others run.

        Args:
            event: What the work sets at its end.
            seconds: The longest wait.
        """
        ...


class SystemClock:
    """The machine's clock."""

    def monotonic(self) -> float:
        return time.monotonic()

    def time(self) -> float:
        return time.time()

    def random(self) -> float:
        return random.random()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)

    async def asleep(self, seconds: float) -> None:
        import anyio  # httpx brings it; only the async clients need it

        await anyio.sleep(seconds)

    def wait(self, event: threading.Event, seconds: float) -> None:
        event.wait(seconds)

    async def await_(self, event: asyncio.Event, seconds: float) -> None:
        import asyncio

        try:
            async with asyncio.timeout(seconds):
                await event.wait()
        except TimeoutError:
            pass

    def doze(self, wake: SimpleQueue[None], seconds: float) -> None:
        """Return after some seconds, or as soon as there is something in a queue."""
        from queue import Empty

        with suppress(Empty):
            wake.get(timeout=max(seconds, 0.0))

    async def adoze(self, wake: anyio.Event, seconds: float) -> None:
        """Return after some seconds, or as soon as an event is set."""
        import anyio

        with anyio.move_on_after(seconds):
            await wake.wait()
