"""Keeps a request of a client of the caller's from a connection that has carried others."""

from __future__ import annotations


class KeptConnectionError(Exception):
    """A request was about to go over a connection that has carried others."""


class FreshTrace:
    """Lets httpcore send a request over a new connection alone: it raises before a kept one is used."""

    def __init__(self) -> None:
        self._connected = False

    def __call__(self, event: str, _: object) -> None:
        self._connected |= event == "connection.connect_tcp.complete"
        # HTTP/2 says which response is whose; HTTP/1.1 takes whatever comes next.
        if event == "http11.send_request_headers.started" and not self._connected:
            raise KeptConnectionError

    async def note(self, event: str, details: object) -> None:
        """As calling it, for async clients."""
        self(event, details)
