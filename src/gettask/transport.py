"""The one module that knows httpx: sends what a flow asks for, and nothing else."""

from __future__ import annotations

import socket
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from urllib.request import getproxies

import anyio
import anyio.to_thread
import httpx

from .effects import Fetch, Send
from .errors import TransportError
from .redact import redact
from .replies import Reply

HttpClient = httpx.Client
AsyncHttpClient = httpx.AsyncClient

LARGEST_REPLY = 64 << 20
"""Bytes that a reply of the API may have."""

_NOT_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)
_CHUNK = 1 << 16


class Transport:
    """Sends requests with an httpx client, the caller's or its own. `timeout` is in seconds."""

    def __init__(self, client: httpx.Client | None, timeout: float | None) -> None:
        self._client = client or httpx.Client()
        self._owned = client is None
        self._timeout = timeout

    def send(self, send: Send) -> Reply:
        """Return the reply. Raises TransportError when none came, or not within the time."""
        begun = time.monotonic()
        request = self._client.build_request(
            send.method, send.url, headers=send.headers, content=send.body, timeout=self._timeout
        )
        body = bytearray()
        with _mapped(send.url), self._open(request) as response:
            for chunk in response.iter_bytes():
                body += chunk
                _check_size(body)
                # httpx limits each read, which a trickle of bytes can stretch without end
                if self._timeout is not None and time.monotonic() - begun > self._timeout:
                    raise httpx.ReadTimeout("the reply took longer than the timeout")
            return Reply(response.status_code, response.headers, bytes(body))

    def fetch(self, fetch: Fetch) -> Reply:
        """Feed what a URL holds to the sink, and return the head of the reply."""
        with _mapped(fetch.url), self._open(_bare(fetch.url, self._timeout)) as response:
            reply = Reply(response.status_code, response.headers)
            if fetch.sink.accepts(reply):
                for chunk in response.iter_bytes(_CHUNK):
                    fetch.sink.write(chunk)
                fetch.sink.finish()
            return reply

    def resolve(self, host: str) -> list[str]:
        """Return the addresses of a host; empty when another client or a proxy does the connecting."""
        return _addresses(host) if self._owned and not getproxies() else []

    def close(self) -> None:
        """Close the connections, unless they are the caller's."""
        if self._owned:
            self._client.close()

    @contextmanager
    def _open(self, request: httpx.Request) -> Iterator[httpx.Response]:
        # Explicit, whatever the caller's client defaults to: a redirect would carry the key to another host.
        response = self._client.send(request, stream=True, auth=None, follow_redirects=False)
        try:
            yield response
        finally:
            response.close()


class AsyncTransport:
    """As Transport, for asyncio and trio."""

    def __init__(self, client: httpx.AsyncClient | None, timeout: float | None) -> None:
        self._client = client or httpx.AsyncClient()
        self._owned = client is None
        self._timeout = timeout

    async def send(self, send: Send) -> Reply:
        """Return the reply. Raises TransportError when none came, or not within the time."""
        request = self._client.build_request(
            send.method, send.url, headers=send.headers, content=send.body, timeout=self._timeout
        )
        body = bytearray()
        with _mapped(send.url):
            async with self._open(request) as response:
                with anyio.move_on_after(self._timeout) as scope:
                    async for chunk in response.aiter_bytes():
                        body += chunk
                        _check_size(body)
                if scope.cancelled_caught:
                    raise httpx.ReadTimeout("the reply took longer than the timeout")
                return Reply(response.status_code, response.headers, bytes(body))

    async def fetch(self, fetch: Fetch) -> Reply:
        """Feed what a URL holds to the sink, and return the head of the reply."""
        with _mapped(fetch.url):
            async with self._open(_bare(fetch.url, self._timeout)) as response:
                reply = Reply(response.status_code, response.headers)
                if fetch.sink.accepts(reply):
                    async for chunk in response.aiter_bytes(_CHUNK):
                        await anyio.to_thread.run_sync(fetch.sink.write, chunk)
                    fetch.sink.finish()
                return reply

    async def resolve(self, host: str) -> list[str]:
        """Return the addresses of a host; empty when another client or a proxy does the connecting."""
        return await anyio.to_thread.run_sync(_addresses, host) if self._owned and not getproxies() else []

    async def close(self) -> None:
        """Close the connections, unless they are the caller's."""
        if self._owned:
            await self._client.aclose()

    @asynccontextmanager
    async def _open(self, request: httpx.Request) -> AsyncIterator[httpx.Response]:
        response = await self._client.send(request, stream=True, auth=None, follow_redirects=False)
        try:
            yield response
        finally:
            await response.aclose()


def _bare(url: str, timeout: float | None) -> httpx.Request:
    """Build a request by hand: the client's own headers, cookies and auth are for the API alone."""
    headers: Mapping[str, str] = {"User-Agent": "gettask", "Accept": "*/*", "Accept-Encoding": "identity"}
    return httpx.Request(
        "GET", url, headers=headers, extensions={"timeout": httpx.Timeout(timeout).as_dict()}
    )


@contextmanager
def _mapped(url: str) -> Iterator[None]:
    try:
        yield
    except httpx.InvalidURL as error:
        refused = TransportError(f"Cannot ask {redact(url)}: {redact(str(error))}.", sent=False)
        refused.temporary = False
        raise refused from error
    except httpx.RequestError as error:
        sent = not isinstance(error, _NOT_SENT)
        reason = redact(str(error)).rstrip(".") or type(error).__name__
        advice = "" if sent else " Check the network and base_url."
        raise TransportError(f"No reply from {redact(url)}: {reason}.{advice}", sent=sent) from error


def _check_size(body: bytearray) -> None:
    if len(body) > LARGEST_REPLY:
        raise httpx.ReadError(f"the reply has more than {LARGEST_REPLY} bytes")


def _addresses(host: str) -> list[str]:
    try:
        return [str(info[4][0]) for info in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)]
    except OSError:
        return []  # the request itself will say so
