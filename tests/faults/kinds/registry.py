"""The kinds of faults by name: each is a function that plays what the client receives, step after step.

A step is bytes, a pause in seconds, an end of the connection, or a function to call. `exchange.ask()` has the
server do its work, so where it stands says whether the server had heard of the request.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from tests.faults.api import Fault
from tests.faults.network import Step

Steps: TypeAlias = Iterator[Step]

CREATE, POLL, RESULT = "create", "poll", "result"
ANY = (CREATE, POLL, RESULT)
TALK = (CREATE, POLL)

HTML = b"<html><head><title>Just a moment</title></head><body>Error 1020</body></html>"

KINDS: dict[str, Fault] = {}
"""The kinds by name."""
OPERATIONS: dict[str, tuple[str, ...]] = {}
"""The operations that each kind is for."""


def at(*operations: str) -> Callable[[Fault], Fault]:
    """Register a kind of fault for some operations."""

    def register(fault: Fault) -> Fault:
        KINDS[fault.__name__] = fault
        OPERATIONS[fault.__name__] = operations
        return fault

    return register


def about(name: str) -> str:
    """Return the sentence of a kind."""
    return (KINDS[name].__doc__ or "").strip().rstrip(".")
