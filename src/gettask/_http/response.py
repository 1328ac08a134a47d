"""An HTTP response as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


def _nothing() -> None:
    """Distrust nothing: no connection is known."""


@dataclass(frozen=True, slots=True)
class Response:
    """An HTTP response. Header names are in lower case; the body is decompressed.

    Attributes:
        distrust: Has the connection closed instead of used again: what came over it is not the response.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes = field(default=b"", repr=False)
    distrust: Callable[[], None] = field(default=_nothing, repr=False, compare=False)
