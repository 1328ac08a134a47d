"""HTTP/1.1 connections for the many looks of an async client, each carrying one request at a time.

httpx's own pool goes through all its connections and all that wait for one whenever a request begins or ends:
the more there are, the more each costs, until there is no answer at all. Here a free connection is taken from
the end of a list. The connections are those of httpcore, as httpx's are.
"""

from __future__ import annotations

import asyncio
import zlib
from collections import deque
from ssl import SSLContext
from typing import Any

import httpcore

from .effects import Send
from .replies import Reply
from .unanswered import LARGEST_REPLY, TOO_LARGE, no_reply, no_request

KEPT = 30.0
"""Seconds that a free connection is kept for the next look."""

_NOT_SENT = (httpcore.ConnectError, httpcore.ConnectTimeout, httpcore.UnsupportedProtocol)
_FAILURES = (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException, TimeoutError)


class Lanes:
    """Connections, made when they are needed. `timeout` is seconds for one request, and for connecting."""

    def __init__(self, timeout: float | None, tls: SSLContext) -> None:
        self._timeout = timeout
        self._tls = tls
        self._free: dict[str, deque[httpcore.AsyncHTTPConnection]] = {}
        self._closed = False

    async def send(self, send: Send) -> Reply:
        """Return the reply. Raises TransportError when none came, or not within the time."""
        try:
            url = httpcore.URL(send.url)
        except ValueError as error:
            raise no_request(send.url, error) from error
        try:
            return await self._send(send, url, send.url.split("/", 3)[2])
        except (*_NOT_SENT, *_FAILURES) as error:
            raise no_reply(send.url, error, sent=not isinstance(error, _NOT_SENT)) from error

    async def _send(self, send: Send, url: httpcore.URL, host: str) -> Reply:
        # What must not be sent twice goes over a connection that no server can be about to close.
        kept = await self._take(host) if send.body is None else None
        lane = kept or httpcore.AsyncHTTPConnection(url.origin, self._tls, KEPT)
        try:
            async with asyncio.timeout(self._timeout if kept else None) as limit:
                request = self._request(send, url, host, None if kept else limit)
                response = await lane.handle_async_request(request)
                body = bytearray()
                async for chunk in response.aiter_stream():
                    body += chunk
                    if len(body) > LARGEST_REPLY:
                        raise httpcore.ReadError(TOO_LARGE)
                await response.aclose()
        except BaseException:
            await lane.aclose()  # httpcore forgets to when it is cancelled before it begins
            raise
        await self._give(host, lane)
        headers = {name.decode().lower(): value.decode("latin-1") for name, value in response.headers}
        return Reply(response.status, headers, _decoded(bytes(body), headers.get("content-encoding", "")))

    def _request(
        self, send: Send, url: httpcore.URL, host: str, limit: asyncio.Timeout | None
    ) -> httpcore.Request:
        """Return the request; `limit` is what begins when a new connection is made."""
        headers = [("Host", host), ("Accept-Encoding", "identity"), *send.headers.items()]
        if send.body is not None:
            headers.append(("Content-Length", str(len(send.body))))
        extensions: dict[str, Any] = {}
        if limit is not None and self._timeout is not None:
            seconds = self._timeout

            async def trace(event: str, _: object) -> None:
                if event == "http11.send_request_headers.started":
                    limit.reschedule(asyncio.get_running_loop().time() + seconds)

            # Connecting has a timeout of its own: when that is over, no byte of the request has left.
            extensions = {"timeout": {"connect": seconds}, "trace": trace}
        return httpcore.Request(send.method, url, headers=headers, content=send.body, extensions=extensions)

    async def aclose(self) -> None:
        """Close the free connections, and the others when they become free."""
        self._closed = True
        for lanes in self._free.values():
            while lanes:
                await lanes.pop().aclose()

    async def _take(self, host: str) -> httpcore.AsyncHTTPConnection | None:
        """Return the connection that was used last, None if none is as good as new."""
        lanes = self._free.get(host)
        while lanes:
            lane = lanes.pop()
            if not lane.has_expired():
                return lane
            await lane.aclose()
        return None

    async def _give(self, host: str, lane: httpcore.AsyncHTTPConnection) -> None:
        if self._closed or not lane.is_idle():
            await lane.aclose()
            return
        lanes = self._free.setdefault(host, deque())
        lanes.append(lane)
        if lanes[0].has_expired():  # the one that nobody has needed for the longest
            await lanes.popleft().aclose()


def _decoded(body: bytes, encoding: str) -> bytes:
    """Return a body that was packed although nobody asked for that."""
    if encoding.strip().lower() not in ("gzip", "x-gzip", "deflate"):
        return body
    try:
        return zlib.decompressobj(wbits=47).decompress(body, LARGEST_REPLY)
    except zlib.error as error:
        raise httpcore.ReadError(f"the reply is no {encoding}: {error}") from error
