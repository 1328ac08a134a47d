"""The one module that knows httpx: sends what a flow asks for, and nothing else."""

from __future__ import annotations

import logging
import math
import socket
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.request import getproxies

import httpx

from .effects import Fetch, Send
from .redact import redact
from .replies import Reply
from .unanswered import LARGEST_REPLY, TOO_LARGE, no_reply, no_request

if TYPE_CHECKING:
    import aiohttp

    from .lanes import Lanes
    from .session import Session

HttpClient: TypeAlias = httpx.Client
AsyncHttpClient: TypeAlias = "httpx.AsyncClient | aiohttp.ClientSession"

AT_ONCE = 256
"""Requests of one async client at once at most; the others wait for their turn outside of their timeout."""

_UNREACHED = (httpx.ConnectError, httpx.ConnectTimeout)
_NOT_SENT = (
    *_UNREACHED,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)
_CHUNK = 1 << 16


class Transport:
    """Sends requests with an httpx client, the caller's or its own. `timeout` is in seconds."""

    def __init__(self, client: httpx.Client | None, timeout: float | None) -> None:
        self._limits = _limits(timeout)
        self._timeout = timeout
        self._client = client or httpx.Client()
        self._owned = client is None

    def send(self, send: Send) -> Reply:
        """Return the reply. Raises TransportError when none came, or not within the time."""
        body = bytearray()
        with _mapped(send.url), self._open(self._request(send)) as response:
            begun = time.monotonic()  # not earlier: a whole reply that was slow to begin has a paid job's id
            for chunk in response.iter_bytes():
                body += chunk
                _check_size(body)
                # httpx limits each read, which a trickle of bytes can stretch without end
                if self._timeout is not None and time.monotonic() - begun > self._timeout:
                    raise httpx.ReadTimeout("the reply took longer than the timeout")
            return Reply(response.status_code, response.headers, bytes(body))

    def fetch(self, fetch: Fetch) -> Reply:
        """Feed what a URL holds to the sink, and return the head of the reply."""
        with _mapped(fetch.url), _fetching(), self._open(*_bare(fetch, self._limits)) as response:
            reply = Reply(response.status_code, response.headers)
            if fetch.sink.accepts(reply):
                for chunk in response.iter_bytes(_CHUNK):
                    fetch.sink.write(chunk)
                fetch.sink.finish()
            return reply

    def resolve(self, host: str) -> list[str]:
        """Return the addresses of a host; empty when another client or a proxy does the connecting.

        Raises TransportError for a host that has none.
        """
        return _addresses(host) if self._owned and not _proxied() else []

    def close(self) -> None:
        """Close the connections, unless they are the caller's."""
        if self._owned:
            self._client.close()

    def _request(self, send: Send) -> httpx.Request:
        headers = send.headers
        if not self._owned:  # it may have headers and cookies to add; ours has none, and to look costs time
            return self._client.build_request(
                send.method, send.url, headers=headers, content=send.body, extensions=self._limits
            )
        headers = {"Accept-Encoding": "gzip, deflate", **headers}
        return httpx.Request(
            send.method, send.url, headers=headers, content=send.body, extensions=self._limits
        )

    @contextmanager
    def _open(self, *requests: httpx.Request) -> Iterator[httpx.Response]:
        """Send the first request whose server can be reached."""
        for request in requests:
            try:
                # Explicit, whatever the client defaults to: a redirect would carry the key to another host.
                response = self._client.send(request, stream=True, auth=None, follow_redirects=False)
                break
            except _UNREACHED:
                if request is requests[-1]:
                    raise
        try:
            yield response
        finally:
            response.close()


class AsyncTransport:
    """As Transport, for asyncio, which costs too much time to import it for the sync clients.

    Where the caller brings no httpx client, requests to the API go by Lanes, or the session that he brings.
    """

    def __init__(self, client: AsyncHttpClient | None, timeout: float | None) -> None:
        import asyncio

        self._owned = not isinstance(client, httpx.AsyncClient)
        self._timeout = timeout
        self._limits = _limits(timeout)
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._lanes: Lanes | Session | None = None
        if isinstance(client, httpx.AsyncClient):
            self._client = client
            return
        tls = httpx.create_ssl_context()
        self._client = httpx.AsyncClient(verify=tls)
        if client is not None:
            from .session import Session

            self._lanes = Session(client, timeout)
        elif not _proxied():  # httpx knows how to go through them
            from .lanes import Lanes

            self._lanes = Lanes(timeout, tls)

    async def send(self, send: Send) -> Reply:
        """Return the reply. Raises TransportError when none came, or not within the time."""
        async with self._turns:
            if self._lanes is not None and send.url.isascii():
                return await self._lanes.send(send)
            return await self._send(send)

    async def _send(self, send: Send) -> Reply:
        import asyncio

        request = self._client.build_request(
            send.method, send.url, headers=send.headers, content=send.body, extensions=self._limits
        )
        body = bytearray()
        with _mapped(send.url):
            async with self._open(request) as response:
                try:
                    async with asyncio.timeout(self._timeout):
                        async for chunk in response.aiter_bytes():
                            body += chunk
                            _check_size(body)
                except TimeoutError:
                    raise httpx.ReadTimeout("the reply took longer than the timeout") from None
                return Reply(response.status_code, response.headers, bytes(body))

    async def fetch(self, fetch: Fetch) -> Reply:
        """Feed what a URL holds to the sink, and return the head of the reply."""
        from anyio.to_thread import run_sync  # cancelled, it waits for the write; asyncio's own would not

        with _mapped(fetch.url), _fetching():
            async with self._open(*_bare(fetch, self._limits)) as response:
                reply = Reply(response.status_code, response.headers)
                if fetch.sink.accepts(reply):
                    async for chunk in response.aiter_bytes(_CHUNK):
                        await run_sync(fetch.sink.write, chunk)
                    fetch.sink.finish()
                return reply

    async def resolve(self, host: str) -> list[str]:
        """Return the addresses of a host; empty when another client or a proxy does the connecting.

        Raises TransportError for a host that has none.
        """
        import asyncio

        return await asyncio.to_thread(_addresses, host) if self._owned and not _proxied() else []

    async def close(self) -> None:
        """Close the connections, unless they are the caller's."""
        if self._owned:
            await self._client.aclose()
        if self._lanes is not None:
            await self._lanes.aclose()

    @asynccontextmanager
    async def _open(self, *requests: httpx.Request) -> AsyncIterator[httpx.Response]:
        for request in requests:
            try:
                response = await self._client.send(request, stream=True, auth=None, follow_redirects=False)
                break
            except _UNREACHED:
                if request is requests[-1]:
                    raise
        try:
            yield response
        finally:
            await response.aclose()


class _Unsigned(logging.Filter):
    """Leaves what signs the link of a result out of the line that httpx logs of each request."""

    def filter(self, record: logging.LogRecord) -> bool:
        if _is_fetch.get() and isinstance(record.args, tuple):
            record.args = tuple(
                redact(str(each)) if isinstance(each, httpx.URL) else each for each in record.args
            )
        return True


_is_fetch: ContextVar[bool] = ContextVar("gettask_is_fetch", default=False)
logging.getLogger("httpx").addFilter(_Unsigned())


@contextmanager
def _fetching() -> Iterator[None]:
    token = _is_fetch.set(True)
    try:
        yield
    finally:
        _is_fetch.reset(token)


def _limits(timeout: float | None) -> dict[str, Any]:
    """Return what tells httpx how long a connection and each read may take, as requests carry it."""
    if timeout is not None and not 0 < timeout < math.inf:
        raise ValueError(f"timeout={timeout!r}: expected seconds above 0, or None for no end")
    return {"timeout": httpx.Timeout(timeout).as_dict()}


def _bare(fetch: Fetch, limits: dict[str, Any]) -> list[httpx.Request]:
    """Build requests by hand, one for each address: the client's headers, cookies and auth are the API's."""
    headers = {"User-Agent": "gettask", "Accept": "*/*", "Accept-Encoding": "identity", **fetch.headers}
    if not fetch.addresses:
        return [httpx.Request("GET", fetch.url, headers=headers, extensions=limits)]
    url = httpx.URL(fetch.url)
    # Connected to by number, the server still hears and proves its name. The connection serves nobody else:
    # httpx would take it for one to any name at that address.
    headers |= {"Host": url.netloc.decode(), "Connection": "close"}
    extensions = {**limits, "sni_hostname": url.raw_host.decode()}
    return [
        httpx.Request("GET", url.copy_with(host=address), headers=headers, extensions=extensions)
        for address in fetch.addresses
    ]


@contextmanager
def _mapped(url: str) -> Iterator[None]:
    try:
        yield
    except (httpx.InvalidURL, UnicodeError) as error:  # the latter of a host that no name server can be asked
        raise no_request(url, error) from error
    except httpx.RequestError as error:
        raise no_reply(url, error, sent=not isinstance(error, _NOT_SENT)) from error


def _check_size(body: bytearray) -> None:
    if len(body) > LARGEST_REPLY:
        raise httpx.ReadError(TOO_LARGE)


def _proxied() -> bool:
    """Say whether the environment has httpx go through a proxy; hosts to leave it out for are none."""
    return any(getproxies().get(scheme) for scheme in ("http", "https", "all"))


def _addresses(host: str) -> list[str]:
    try:
        return [str(info[4][0]) for info in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:  # asked again while connecting, the name might lead anywhere
        raise no_reply(host, error, sent=False) from error
