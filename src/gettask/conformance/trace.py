"""What was said between clients and a server: exchanges in the order of time, wherever they were recorded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit


class NotJson:
    """The type of `NOT_JSON`."""

    def __bool__(self) -> bool:
        return False


NOT_JSON: Final = NotJson()
"""The value of a body that is not JSON."""


def fingerprint(secret: str) -> str:
    """Return a short hash that identifies a key without revealing it."""
    return hashlib.sha256(b"gettask:" + secret.encode("utf-8", "surrogatepass")).hexdigest()[:12]


@dataclass(frozen=True, eq=False)
class Exchange:
    """One request and its response.

    Attributes:
        method: The HTTP method, empty where only a response body was recorded.
        url: The URL as requested, without secrets; empty where it is unknown.
        status: The HTTP status, 0 where no response arrived.
        request_headers: Names in lower case, values without secrets.
        request_body: The bytes of the body; of a large file only the beginning.
        response_headers: Names in lower case, values without secrets.
        response_body: The bytes of the body; of a download only the beginning.
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
    request_body: bytes = b""
    response_headers: Mapping[str, str] = field(default_factory=dict)
    response_body: bytes = b""
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

    @cached_property
    def path(self) -> str:
        """The path of the URL."""
        return urlsplit(self.url).path

    @cached_property
    def host(self) -> str:
        """The host of the URL, in lower case; empty if unknown."""
        return (urlsplit(self.url).hostname or "").lower()

    @cached_property
    def query(self) -> Mapping[str, str]:
        """The query parameters; the last value of a repeated one."""
        return dict(parse_qsl(urlsplit(self.url).query, keep_blank_values=True))

    @cached_property
    def request_json(self) -> Any:
        """The parsed body of the request, NOT_JSON if it is something else."""
        return parse_json(self.request_body)

    @cached_property
    def response_json(self) -> Any:
        """The parsed body of the response, NOT_JSON if it is something else."""
        return parse_json(self.response_body)

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
    """

    api: str
    exchanges: Sequence[Exchange]
    webhook_secrets: Sequence[str] = field(default=(), repr=False)
    patience: float | None = None

    @classmethod
    def of(cls, api: str, exchanges: Iterable[Exchange], **options: Any) -> Trace:
        """Return the trace of exchanges in any order; those without a time keep their place."""
        listed = list(exchanges)
        if all(each.started is not None for each in listed):
            listed.sort(key=lambda each: each.started or 0.0)
        return cls(api, [replace(each, number=place) for place, each in enumerate(listed)], **options)


def parse_json(body: bytes) -> Any:
    """Return the value of a JSON body, NOT_JSON for anything else."""
    try:
        return json.loads(body.decode("utf-8"), parse_constant=_refuse) if body else NOT_JSON
    except (ValueError, RecursionError):
        return NOT_JSON


def json_bytes(value: Any) -> bytes:
    """Return a JSON value as a body, with escapes where it has what UTF-8 has not: halves of pairs."""
    try:
        return json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return json.dumps(value).encode()


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")
