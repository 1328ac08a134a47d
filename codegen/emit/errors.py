"""The error of this room."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class EmitError(Exception):
    """The client view of a spec cannot be turned into a package. Says why, and what to change.

    Attributes:
        pointer: Where in the client view; "" if that is not known.
    """

    def __init__(self, message: str, pointer: str = "") -> None:
        super().__init__(message)
        self.pointer = pointer


@contextmanager
def located(pointer: str) -> Iterator[None]:
    """Give an EmitError that is raised inside, and has no place, this one."""
    try:
        yield
    except EmitError as e:
        raise EmitError(str(e), e.pointer or pointer) from None
