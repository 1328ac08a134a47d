"""Time, sleep and chance: all of a wait that its input does not decide. Tests bring their own."""

from __future__ import annotations

import random
import time
from typing import Protocol


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
        """Return after some seconds."""
        ...

    async def asleep(self, seconds: float) -> None:
        """Return after some seconds, letting others run."""
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
