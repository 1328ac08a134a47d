"""One time limit for all that is read and written in a block."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_end: ContextVar[float] = ContextVar("gettask_end", default=math.inf)


@contextmanager
def limited(seconds: float | None) -> Iterator[None]:
    """Let all that connections of a `limited_pool` do in the block take some seconds together at most.

    Args:
        seconds: The seconds, None for no limit.
    """
    token = _end.set(math.inf if seconds is None else time.monotonic() + seconds)
    try:
        yield
    finally:
        _end.reset(token)


def remaining() -> float:
    """Return the seconds that are left of the block."""
    return _end.get() - time.monotonic()
