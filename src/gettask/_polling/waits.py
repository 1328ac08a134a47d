"""What the waits of one client have in common: a pause that the API asks for, and who ends one early."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Waits:
    """The waits of one client that are under way. Threads may share it.

    Attributes:
        held: When the next poll may begin, on the monotonic clock: the API has asked for a pause until then.
    """

    def __init__(self) -> None:
        self.held = -math.inf
        self._lock = threading.Lock()
        self._listeners: dict[object, Callable[[str], object]] = {}

    def hold(self, until: float) -> None:
        """Let no poll begin before a time, on the monotonic clock."""
        with self._lock:
            self.held = max(self.held, until)

    @contextmanager
    def listening(self, hurry: Callable[[str], object]) -> Iterator[None]:
        """Have a function called with the id of each task that is to be polled at once."""
        entry = object()
        with self._lock:
            self._listeners[entry] = hurry
        try:
            yield
        finally:
            with self._lock:
                del self._listeners[entry]

    def hurry(self, id: str) -> None:
        """Have all waits for a task poll it at once."""
        with self._lock:
            listeners = [*self._listeners.values()]
        for listener in listeners:
            listener(id)
