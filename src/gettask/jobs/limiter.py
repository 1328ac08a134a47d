"""Paces the creates of a batch."""

from __future__ import annotations

import math
import threading

from .._clock import Clock


class CreateLimiter:
    """Lets threads begin creates one after another: so many a second, none while the API asks for a pause.

    Args:
        clock: The clock.
        rate: Creates a second at most, None for no limit.

    Raises:
        ValueError: The rate cannot be used.
    """

    def __init__(self, clock: Clock, rate: float | None) -> None:
        if rate is not None and not 0 < rate < math.inf:
            raise ValueError(f"rate={rate!r}: expected creates a second, or None for no limit")
        self._clock = clock
        self._gap = 0.0 if rate is None else 1 / rate
        self._next = -math.inf
        self._lock = threading.Lock()

    def wait(self) -> None:
        """Return when the next create may begin."""
        while True:
            with self._lock:
                now = self._clock.monotonic()
                pause = self._next - now
                if pause <= 0:
                    self._next = now + self._gap
                    return
            self._clock.sleep(pause)

    def hold(self, seconds: float) -> None:
        """Let no create begin for some seconds."""
        with self._lock:
            self._next = max(self._next, self._clock.monotonic() + seconds)
