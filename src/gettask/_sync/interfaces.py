# Made of src/gettask/_async/interfaces.py by `make generate`: edit that one.
"""What the operations need of the network, of asyncio or of threads: interfaces with two implementations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from .._http.request import Request
from .._http.response import Response
from .._polling.schedule import ScheduledPoll
from ..errors import GettaskError

if TYPE_CHECKING:
    from .._download.partial_file import PartialFile


class Transport(Protocol):
    """Sends requests to the API."""

    def send(self, request: Request, /) -> Response:
        """Return the response; raise TransportError if there is none."""
        ...

    def close(self) -> None:
        """Close the connections, unless they are the caller's."""
        ...


class Fetcher(Protocol):
    """Fetches results, from any host, without the key."""

    def fetch(self, request: Request, file: PartialFile, addresses: Sequence[str], /) -> Response:
        """Write the body of a response to a file, and return the response without it."""
        ...

    def resolve(self, host: str, url: str, /) -> list[str]:
        """Return the addresses of a URL's host, empty where somebody else does the connecting."""
        ...

    def close(self) -> None:
        """Close the connections, unless they are the caller's."""
        ...


class Dispatcher(Protocol):
    """Sends polls in the background."""

    def start(self, poll: ScheduledPoll, request: Request, /) -> None:
        """Send the request of a poll without waiting for the response."""
        ...

    def next(self, seconds: float | None, /) -> list[tuple[ScheduledPoll, Response | GettaskError]]:
        """Return the polls that have ended since the last call, with what came of them.

        If none has, it waits until one ends or the seconds are over; None is for no limit.
        """
        ...

    def close(self) -> None:
        """Leave the requests that are under way."""
        ...
