"""What a flow can ask for, and what it is sent back."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar

from ._download.partial_file import PartialFile
from .task import Task


@dataclass(frozen=True, slots=True)
class Send:
    """Send a request to the API → Reply; raises TransportError.

    `operation` is the contract's name for it, `task` the id of the task that it is about.
    """

    method: str
    url: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes | None = field(default=None, repr=False)
    operation: str = ""
    task: str | None = None


@dataclass(frozen=True, slots=True)
class Start:
    """Send a request, and do not wait for what comes of it → None. `key` is what Next calls it."""

    key: Any
    send: Send


@dataclass(frozen=True, slots=True)
class Next:
    """Wait until a started request has ended → list of (key, Reply or TransportError).

    It has all that ended and were not told yet; it is empty when the seconds are over. None waits for as long
    as it takes.
    """

    seconds: float | None


@dataclass(frozen=True, slots=True)
class Fetch:
    """Get a URL without the key and feed its body to a sink → Reply without body; raises as the sink does.

    `addresses` are those that its host was found to have: no other is connected to. Without any the host is
    looked up by whoever connects.
    """

    url: str
    sink: PartialFile
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    task: str | None = None
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gather:
    """Run flows, up to `limit` at once → list of what each returned or the GettaskError it raised."""

    flows: tuple[Generator[Any, Any, Any], ...]
    limit: int


@dataclass(frozen=True, slots=True)
class Call:
    """Call a function that may take long, such as one that reads files → what it returns."""

    function: Callable[[], Any]


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
    """Hand a task to the caller → None. `last`: where many are waited for, nothing more will come of it."""

    task: Task
    last: bool = False


Effect: TypeAlias = Send | Start | Next | Fetch | Gather | Call | Resolve | Sleep | Emit
T = TypeVar("T")
Flow: TypeAlias = Generator[Effect, Any, T]
