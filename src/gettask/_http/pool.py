"""HTTP/1.1 connections for the many polls of an async client, each carrying one request at a time.

httpx's own pool goes through all its connections and all that wait for one whenever a request begins or ends:
the more there are, the more each costs, until there is no response at all. Here a free connection is taken
from the end of a list. The connections are those of httpcore, as httpx's are.
"""

from __future__ import annotations

import asyncio
import zlib
from collections import deque
from ssl import SSLContext
from typing import Any

import httpcore

from .errors import MAX_BODY, MAX_CONCURRENCY, TOO_LARGE, invalid_url, no_response
from .request import Request
from .response import Response

KEEPALIVE_EXPIRY = 30.0
"""Seconds that a free connection is kept for the next poll."""

_NOT_SENT = (httpcore.ConnectError, httpcore.ConnectTimeout, httpcore.UnsupportedProtocol)
_FAILURES = (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException, TimeoutError)


class ConnectionPool:
    """Connections, made when they are needed. `timeout` is seconds for one request, and for connecting."""

    def __init__(self, timeout: float | None, tls: SSLContext) -> None:
        self._timeout = timeout
        self._tls = tls
        self._free: dict[str, deque[httpcore.AsyncHTTPConnection]] = {}
        self._closed = False
        self._semaphore = asyncio.Semaphore(MAX_CONCURRENCY)

    async def send(self, request: Request) -> Response:
        """Return the response.

        Raises:
            TransportError: There is none, or not within the timeout.
        """
        try:
            url = httpcore.URL(request.url)
        except ValueError as error:
            raise invalid_url(request.url, error) from error
        host = request.url.split("/", 3)[2]
        body = bytearray()
        try:
            async with self._semaphore:
                # What must not be sent twice goes over a connection that no server can be about to close.
                kept = await self._acquire(host) if request.idempotent else None
                connection = kept or httpcore.AsyncHTTPConnection(url.origin, self._tls, KEEPALIVE_EXPIRY)
                try:
                    async with asyncio.timeout(self._timeout if kept else None) as limit:
                        response = await connection.handle_async_request(
                            self._prepare(request, url, host, None if kept else limit)
                        )
                        async for chunk in response.aiter_stream():
                            body += chunk
                            if len(body) > MAX_BODY:
                                raise httpcore.ReadError(TOO_LARGE)
                        await response.aclose()
                finally:
                    await self._release(host, connection)
            headers = {name.decode().lower(): value.decode("latin-1") for name, value in response.headers}
            return Response(response.status, headers, _unpacked(bytes(body), headers))
        except (*_NOT_SENT, *_FAILURES) as error:
            raise no_response(request.url, error, sent=not isinstance(error, _NOT_SENT)) from error

    async def aclose(self) -> None:
        """Close the free connections, and the others when they become free."""
        self._closed = True
        for connections in self._free.values():
            while connections:
                await connections.pop().aclose()

    @property
    def free(self) -> int:
        """How many connections are kept for the next poll."""
        return sum(map(len, self._free.values()))

    def _prepare(
        self, request: Request, url: httpcore.URL, host: str, limit: asyncio.Timeout | None
    ) -> httpcore.Request:
        """Return the request; `limit` is what begins when a new connection is made."""
        headers = [("Host", host), ("Accept-Encoding", "identity"), *request.headers.items()]
        if request.body is not None:
            headers.append(("Content-Length", str(len(request.body))))
        extensions: dict[str, Any] = {}
        if limit is not None and self._timeout is not None:
            seconds = self._timeout

            async def trace(event: str, _: object) -> None:
                if event == "http11.send_request_headers.started":
                    limit.reschedule(asyncio.get_running_loop().time() + seconds)

            # Connecting has a timeout of its own: when that is over, no byte of the request has left.
            extensions = {"timeout": {"connect": seconds}, "trace": trace}
        return httpcore.Request(
            request.method, url, headers=headers, content=request.body, extensions=extensions
        )

    async def _acquire(self, host: str) -> httpcore.AsyncHTTPConnection | None:
        """Return the connection that was used last, None if none is as good as new."""
        connections = self._free.get(host)
        while connections:
            connection = connections.pop()
            if not connection.has_expired():
                return connection
            await connection.aclose()
        return None

    async def _release(self, host: str, connection: httpcore.AsyncHTTPConnection) -> None:
        """Keep a connection for the next poll, or close it if its last request did not end well."""
        if self._closed or not connection.is_idle():
            await connection.aclose()
            return
        connections = self._free.setdefault(host, deque())
        connections.append(connection)
        if connections[0].has_expired():  # the one that nobody has needed for the longest
            await connections.popleft().aclose()


def _unpacked(body: bytes, headers: dict[str, str]) -> bytes:
    """Return a body that was compressed although nobody asked for that."""
    encoding = headers.get("content-encoding", "").strip().lower()
    if encoding not in ("gzip", "x-gzip", "deflate"):
        return body
    try:
        return zlib.decompressobj(wbits=47).decompress(body, MAX_BODY)
    except zlib.error as error:
        raise httpcore.ReadError(f"the response is no {encoding}: {error}") from error
