"""Requests and responses: complete, in memory, independent of any server."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from ipaddress import ip_address
from types import MappingProxyType
from typing import Any, NamedTuple

Headers = tuple[tuple[bytes, bytes], ...]

EVENTS = "text/event-stream"
"""The media type of a response that the server goes on with: an event for each change."""

HOST = re.compile(r"(?P<host>[\w.\-]+|\[[\da-fA-F:.]+\])(?P<port>:\d+)?", re.ASCII)


# Tuples, because one of each is made for every poll.
class Request(NamedTuple):
    """One request. Header names are in lower case."""

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = MappingProxyType({})
    body: bytes = b""
    scheme: str = "http"
    server: tuple[str, int | None] | None = None
    """Host and port of the server that received it, if one did."""

    @property
    def base_url(self) -> str:
        """The scheme and host that the request was sent to."""
        found = HOST.fullmatch(self.headers.get("host", ""))
        host, port = found.group("host", "port") if found else ("127.0.0.1", None)
        if port is None and self.server is not None and self.server[1] and is_loopback(host):
            port = f":{self.server[1]}"  # some clients leave it out, tripo3d 1.0.0 one of them
        return f"{self.scheme}://{host}{port or ''}"


@lru_cache(maxsize=100)
def names_loopback(host: str) -> bool:
    """Whether the Host header of a request names a loopback address.

    A page of another site whose name was changed to resolve to this machine still sends that name.
    """
    found = HOST.fullmatch(host)
    return found is not None and is_loopback(found["host"])


def is_loopback(host: str) -> bool:
    """Whether a host is a loopback address, or `localhost`."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


class Response(NamedTuple):
    """One response, complete with its length. Header names are in lower case."""

    status: int
    headers: Headers
    body: bytes
    cut: bool = False
    """Whether the connection ends after the body, which is shorter than announced."""
    delay: float = 0.0
    """Seconds before the response is sent."""

    @classmethod
    def of(cls, status: int, media_type: str, body: bytes, **headers: str) -> Response:
        """A response with a body; a header `content_range` is written `content-range`."""
        every = {"content-type": media_type, "content-length": str(len(body)), **headers}
        listed = tuple((name.replace("_", "-").encode(), text.encode()) for name, text in every.items())
        return cls(status, listed, body)

    @classmethod
    def text(cls, status: int, text: str, **headers: str) -> Response:
        """A response of plain text."""
        return cls.of(status, "text/plain; charset=utf-8", text.encode("utf-8", "replace"), **headers)

    @classmethod
    def json_of(cls, status: int, value: Any, **headers: str) -> Response:
        """A JSON response."""
        body = json.dumps(value, separators=(",", ":")).encode()
        return cls.of(status, "application/json", body, **headers)

    def header(self, name: str) -> str | None:
        """The value of a header, if it is there."""
        wanted = name.lower().encode()
        return next((value.decode("latin-1") for key, value in self.headers if key == wanted), None)

    def json(self) -> Any:
        """The body, read as JSON."""
        return json.loads(self.body)
