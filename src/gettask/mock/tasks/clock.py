"""The clock of a mock: the machine's, or one that moves only when a test advances it."""

from __future__ import annotations

import time
from typing import Protocol

MAX_SECONDS = 1e9
"""The longest time that a plan, a latency or a link may take."""
LAST_MOMENT = 2.5e11
"""The last moment that a clock can be advanced to, in the year 9892: dates end soon after."""


class MockClock(Protocol):
    """Returns the time in Unix seconds."""

    def __call__(self) -> float: ...


class RealTimeClock:
    """The machine's time. Later changes of the system clock do not affect it."""

    def __init__(self) -> None:
        self._offset = time.time() - time.monotonic()

    def __call__(self) -> float:
        return self._offset + time.monotonic()

    def advance(self, seconds: float) -> None:
        """Jump ahead.

        Raises:
            ValueError: for negative seconds, and for a moment beyond the year 9892.
        """
        _check(self(), seconds)
        self._offset += seconds


class ManualClock:
    """A clock that stands still until it is advanced.

    Args:
        now: The time to start at, in Unix seconds. Default: 2025-06-15.
    """

    def __init__(self, now: float = 1_750_000_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now

    def advance(self, seconds: float) -> None:
        """Let time pass.

        Raises:
            ValueError: for negative seconds, and for a moment beyond the year 9892.
        """
        _check(self.now, seconds)
        self.now += seconds


def _check(now: float, seconds: float) -> None:
    if not 0 <= seconds <= LAST_MOMENT - now:
        raise ValueError("time runs neither backwards nor beyond the year 9892")
