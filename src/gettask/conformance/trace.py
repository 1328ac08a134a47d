"""What was said between clients and a server: exchanges in the order of time, wherever they were recorded."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any
from urllib.parse import SplitResult, parse_qsl, urlsplit

from .bodies import EMPTY, Body


def fingerprint(secret: str) -> str:
    """Return a short hash that identifies a key without revealing it."""
    return hashlib.sha256(b"gettask:" + secret.encode("utf-8", "surrogatepass")).hexdigest()[:12]


class Headers(Mapping[str, str]):
    """Headers of an exchange, in a third of the memory of a dictionary: the names are shared.

    Args:
        names: In lower case, each once.
        values: The value of each name.
    """

    __slots__ = ("_names", "_values")

    def __init__(self, names: tuple[str, ...], values: tuple[str, ...]) -> None:
        self._names, self._values = names, values

    def __getitem__(self, name: str) -> str:
        try:
            return self._values[self._names.index(name)]
        except ValueError:
            raise KeyError(name) from None

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __repr__(self) -> str:
        return repr(dict(self))


@dataclass(frozen=True, eq=False, slots=True)
class Exchange:
    """One request and its response.

    Attributes:
        method: The HTTP method, empty where only a response body was recorded.
        url: The URL as requested, without secrets; empty where it is unknown.
        status: The HTTP status, 0 where no response arrived.
        request_headers: Names in lower case, values without secrets.
        sent: The body of the request; of a large file only the beginning.
        response_headers: Names in lower case, values without secrets.
        received: The body of the response; of a download only the beginning.
        length: The length of the response body in bytes, None where it equals what is kept.
        started: When the request was sent, in Unix seconds, None if unknown.
        ended: When the response was complete, in Unix seconds, None if unknown.
        key: The fingerprint of the API key, None for a request without one.
        webhook: Whether the server sent the request, and the receiver answered.
        purpose: What the driver tested with the request, empty for ordinary use.
        place: Where the exchange was recorded, such as `traffic.har#12`.
        complete: Whether the response arrived completely.
        recorded: Whether the recording has the body of the response.
        leaked: Whether the response had the API key of the request in it.
        number: The place in the trace, which orders exchanges whose times are unknown.
    """

    method: str = ""
    url: str = ""
    status: int = 200
    request_headers: Mapping[str, str] = field(default_factory=dict)
    sent: Body = EMPTY
    response_headers: Mapping[str, str] = field(default_factory=dict)
    received: Body = EMPTY
    length: int | None = None
    started: float | None = None
    ended: float | None = None
    key: str | None = None
    webhook: bool = False
    purpose: str = ""
    place: str = ""
    complete: bool = True
    recorded: bool = True
    leaked: bool = False
    number: int = 0

    @property
    def path(self) -> str:
        """The path of the URL."""
        return url_parts(self.url).path

    @property
    def host(self) -> str:
        """The host of the URL, in lower case; empty if unknown."""
        return (url_parts(self.url).hostname or "").lower()

    @property
    def query(self) -> Mapping[str, str]:
        """The query parameters; the last value of a repeated one."""
        return dict(parse_qsl(url_parts(self.url).query, keep_blank_values=True))

    @property
    def request_body(self) -> bytes:
        """The bytes of the body of the request."""
        return self.sent.read()

    @property
    def response_body(self) -> bytes:
        """The bytes of the body of the response."""
        return self.received.read()

    @property
    def request_json(self) -> Any:
        """The parsed body of the request, NOT_JSON if it is something else."""
        return self.sent.json

    @property
    def response_json(self) -> Any:
        """The parsed body of the response, NOT_JSON if it is something else."""
        return self.received.json

    @property
    def size(self) -> int:
        """The length of the response body in bytes, of which the beginning may be all that is kept."""
        return len(self.received) if self.length is None else self.length

    def before(self, other: Exchange) -> bool:
        """Return whether the response arrived before the other request was sent, as far as is known."""
        ended = self.started if self.ended is None else self.ended
        if ended is None or other.started is None or ended == other.started:
            return self.number < other.number
        return ended < other.started


@dataclass(frozen=True)
class Trace:
    """Exchanges with one API, in the order in which they began.

    Attributes:
        api: The name of the API.
        exchanges: The exchanges.
        webhook_secrets: The secrets that webhooks were registered with; they are not shown.
        patience: How long the driver polled a task at most, in seconds; None for recorded traffic.
        base_path: What a gateway puts before the paths of the API, empty for nothing.
    """

    api: str
    exchanges: Sequence[Exchange]
    webhook_secrets: Sequence[str] = field(default=(), repr=False)
    patience: float | None = None
    base_path: str = ""

    @classmethod
    def of(cls, api: str, exchanges: Iterable[Exchange], **options: Any) -> Trace:
        """Return the trace of exchanges in any order; those without a time keep their place."""
        listed = list(exchanges)
        if all(each.started is not None for each in listed):
            listed.sort(key=lambda each: each.started or 0.0)
        numbered = [
            each if each.number == place else replace(each, number=place) for place, each in enumerate(listed)
        ]
        return cls(api, numbered, **options)


NO_URL = SplitResult("", "", "", "", "")


@lru_cache(maxsize=4096)
def url_parts(url: str) -> SplitResult:
    """Return the parts of a URL, empty ones for what is none: a recording may hold any text."""
    try:
        return urlsplit(url)
    except ValueError:
        return NO_URL


def bare(url: str) -> str:
    """Return a URL without its query, which changes with each signature."""
    parts = url_parts(url)
    return f"{parts.scheme}://{parts.netloc}{parts.path}"
