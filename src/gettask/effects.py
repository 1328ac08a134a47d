"""What a flow can ask for, and what it is sent back."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar

from .download import Sink
from .task import Task


@dataclass(frozen=True, slots=True)
class Send:
    """Send a request to the API → Reply; raises TransportError."""

    method: str
    url: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class SendAll:
    """Send some requests, at once if possible → list of Reply or TransportError, in their order."""

    sends: tuple[Send, ...]


@dataclass(frozen=True, slots=True)
class Fetch:
    """Get a URL without the key and feed its body to a sink → Reply without body; raises as the sink does."""

    url: str
    sink: Sink


@dataclass(frozen=True, slots=True)
class Resolve:
    """Look up a host → list of its addresses, empty when they are not known here."""

    host: str


@dataclass(frozen=True, slots=True)
class Sleep:
    """Wait some seconds → None."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Emit:
    """Hand a task to the caller → None."""

    task: Task


Effect: TypeAlias = Send | SendAll | Fetch | Resolve | Sleep | Emit
T = TypeVar("T")
Flow: TypeAlias = Generator[Effect, Any, T]
