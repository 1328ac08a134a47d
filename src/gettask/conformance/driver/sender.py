"""Sends one request and records the exchange."""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlsplit

KEPT = 1 << 22
"""Bytes of a response that are read."""


@dataclass(frozen=True)
class Answer:
    """A response as it arrived.

    Attributes:
        status: The HTTP status, 0 where no response arrived.
        headers: Names in lower case.
        complete: Whether the body arrived completely.
        reason: Why no response arrived.
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    complete: bool = True
    reason: str = ""


class Sender(Protocol):
    """Sends requests and tells the time."""

    def send(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Answer:
        """Send a request and return the response; never raise for what the network does."""
        ...

    def now(self) -> float:
        """Return the time, in Unix seconds."""
        ...

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        ...


class HttpSender:
    """Sends requests over HTTP, one connection a host.

    Args:
        timeout: Seconds that a response may take.
    """

    def __init__(self, timeout: float = 30.0) -> None:
        self._timeout = timeout
        self._connections: dict[str, http.client.HTTPConnection] = {}

    def send(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Answer:
        """Send a request over HTTP."""
        parts = urlsplit(url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        root = f"{parts.scheme}://{parts.netloc}"
        reason = ""
        kept = method == "GET"  # only a read may be sent again over a connection that was closed
        for fresh in (False, True) if kept else (True,):
            connection = None if fresh else self._connections.pop(root, None)
            if connection is None:
                if not fresh:
                    continue
                connection = self._connect(parts.scheme, parts.netloc)
            try:
                connection.request(method, target, body=body, headers=dict(headers))
                return self._answer(connection, root)
            except (OSError, http.client.HTTPException) as error:
                connection.close()
                reason = str(error) or type(error).__name__
        return Answer(0, reason=reason)

    def _answer(self, connection: http.client.HTTPConnection, root: str) -> Answer:
        response = connection.getresponse()
        complete = True
        try:
            body = response.read(KEPT + 1)
        except http.client.IncompleteRead as error:
            body, complete = error.partial, False
        headers: dict[str, str] = {}
        for name, value in response.getheaders():
            headers[name.lower()] = f"{headers[name.lower()]}, {value}" if name.lower() in headers else value
        announced = headers.get("content-length", "")
        if announced.isdecimal() and len(body) < min(int(announced), KEPT) and response.status != 304:
            complete = False
        if complete and not response.will_close and len(body) <= KEPT:
            older = self._connections.pop(root, None)
            if older is not None:
                older.close()
            self._connections[root] = connection
        else:
            connection.close()
        return Answer(response.status, headers, body, complete)

    def _connect(self, scheme: str, netloc: str) -> http.client.HTTPConnection:
        if scheme == "https":
            context = ssl.create_default_context()
            return http.client.HTTPSConnection(netloc, timeout=self._timeout, context=context)
        return http.client.HTTPConnection(netloc, timeout=self._timeout)

    def now(self) -> float:
        """Return the time of this machine."""
        import time

        return time.time()

    def sleep(self, seconds: float) -> None:
        """Sleep."""
        import time

        time.sleep(seconds)

    def close(self) -> None:
        """Close the connections."""
        for connection in self._connections.values():
            connection.close()
        self._connections.clear()
