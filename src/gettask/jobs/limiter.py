"""Paces the creates of an account: of all processes of this machine that share a job store."""

from __future__ import annotations

import math
import threading

from .._clock import Clock
from .store import JobStore


class CreateLimiter:
    """Lets creates begin one after another: so many a second, none while the API asks for a pause.

    Turns are taken in the job store, so that processes with one store and account keep one rate.

    Args:
        clock: The clock.
        store: The job store.
        api: The API.
        account: The hash of the key.
        rate: Creates a second at most, None for no limit.

    Raises:
        ValueError: The rate cannot be used.
    """

    def __init__(self, clock: Clock, store: JobStore, api: str, account: str, rate: float | None) -> None:
        if rate is not None and not 0 < rate < math.inf:
            raise ValueError(f"rate={rate!r}: expected creates a second, or None for no limit")
        self._clock, self._store = clock, store
        self._api, self._account = api, account
        self._gap = 0.0 if rate is None else 1 / rate
        self._queue = threading.Lock()

    def wait(self, patience: float = threading.TIMEOUT_MAX) -> float:
        """Return 0 when the next create may begin, or the seconds until then if `patience` is less.

        Raises:
            JobStoreError: The store cannot be used.
        """
        # Of the threads of a process one asks the store, the others wait behind it.
        if not self._queue.acquire(timeout=patience):
            return patience
        try:
            while (pause := self._store.take_turn(self._api, self._account, self._gap)) > 0:
                if pause > patience:
                    return pause
                self._clock.sleep(pause)
            return 0.0
        finally:
            self._queue.release()

    def hold(self, seconds: float) -> None:
        """Let no create begin for some seconds.

        Raises:
            JobStoreError: The store cannot be used.
        """
        self._store.hold(self._api, self._account, seconds)
