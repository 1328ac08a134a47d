"""The one module that knows httpx: sends requests to the API, and fetches results into files."""

from __future__ import annotations

import logging
import math
import socket
import ssl
import time
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import aclosing, asynccontextmanager, closing, contextmanager, suppress
from contextvars import ContextVar
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

import httpx

from .._redact import redact
from ..errors import TransportError
from .decoding import ACCEPT_ENCODING, CodingError, unpack
from .errors import MAX_BODY, MAX_CONCURRENCY, TOO_LARGE, TOO_SLOW, invalid_url, no_response
from .fresh import FreshTrace, KeptConnectionError
from .proxies import addresses_of, any_proxy, is_proxied
from .request import Request
from .response import Response
from .time_limit import limited

if TYPE_CHECKING:
    import aiohttp

    from .._async.pool import AsyncConnectionPool
    from .._download.partial_file import PartialFile
    from .._sync.pool import ConnectionPool
    from .aiohttp_transport import AiohttpTransport

HttpClient: TypeAlias = httpx.Client
AsyncHttpClient: TypeAlias = "httpx.AsyncClient | aiohttp.ClientSession"

_UNREACHED = (httpx.ConnectError, httpx.ConnectTimeout)
_NOT_SENT = (*_UNREACHED, httpx.PoolTimeout, httpx.ProxyError, httpx.UnsupportedProtocol)
# UnicodeError is that of a host that no name server can be asked for.
_ERRORS = (httpx.RequestError, httpx.InvalidURL, UnicodeError)


def open_transports(
    client: httpx.Client | None, timeout: float | None, base_url: str
) -> tuple[ConnectionPool | HttpxTransport, HttpxTransport]:
    """Return what sends requests to the API, and what fetches results; see `open_async_transports`."""
    if client is not None:
        given = HttpxTransport(client, timeout)
        return given, given
    tls = httpx.create_ssl_context()
    own = HttpxTransport(None, timeout, tls)
    if is_proxied(base_url) or not base_url.isascii():
        return own, own
    from .._sync.pool import ConnectionPool

    return ConnectionPool(timeout, tls), own


def open_async_transports(
    client: AsyncHttpClient | None, timeout: float | None, base_url: str
) -> tuple[AsyncConnectionPool | AiohttpTransport | AsyncHttpxTransport, AsyncHttpxTransport]:
    """Return what sends requests to the API, and what fetches results.

    Requests go through the client that the caller brings, or else through a pool of our own, unless the
    environment names a proxy, which is left to httpx, as is a host that is not ASCII.
    """
    if isinstance(client, httpx.AsyncClient):
        given = AsyncHttpxTransport(client, timeout)
        return given, given
    tls = httpx.create_ssl_context()
    own = AsyncHttpxTransport(httpx.AsyncClient(verify=tls), timeout, tls)
    if client is not None:
        from .aiohttp_transport import AiohttpTransport

        return AiohttpTransport(client, timeout), own
    if is_proxied(base_url) or not base_url.isascii():
        return own, own
    from .._async.pool import AsyncConnectionPool

    return AsyncConnectionPool(timeout, tls), own


class HttpxTransport:
    """Sends and fetches with an httpx client, the caller's or its own."""

    def __init__(
        self, client: httpx.Client | None, timeout: float | None, tls: ssl.SSLContext | None = None
    ) -> None:
        self._limits = _limits(timeout)
        self._timeout = timeout
        self._owned = client is None
        self._client, self._direct = (client, client) if client else _clients(tls)

    def send(self, request: Request) -> Response:
        """Return the response.

        Raises:
            TransportError: There is none, or not within the timeout.
        """
        body = bytearray()
        timeout = request.seconds(self._timeout)
        try:
            response = self._send(self._prepare(request, timeout), fresh=not request.idempotent)
            read = response.is_stream_consumed  # by a transport of the caller's, which has unpacked it
            with closing(response):
                begun = time.monotonic()  # not before: a slow but whole response has a paid job's id
                for chunk in [response.content] if read else response.iter_raw():
                    body += chunk
                    if len(body) > MAX_BODY:
                        raise httpx.ReadError(TOO_LARGE)
                    # httpx limits each read, which a trickle of bytes can stretch without end
                    if timeout is not None and time.monotonic() - begun > timeout:
                        raise httpx.ReadTimeout(TOO_SLOW)
            return _response(response, bytes(body), packed=not read)
        except (*_ERRORS, CodingError) as error:
            raise _transport_error(request.url, error) from error

    def fetch(self, request: Request, file: PartialFile, addresses: Sequence[str]) -> Response:
        """Write the body of a URL to a file, and return the response without it.

        Args:
            request: The request, which has no key.
            file: Where the body goes; it says which bytes are still wanted.
            addresses: The addresses to connect to; without any the host is looked up while connecting.

        Raises:
            TransportError: There is no response, or it broke off.
            DownloadError: It cannot be the result.
        """
        try:
            requests = _without_key(request, addresses, self._limits)
            client, seconds = self._direct if addresses else self._client, request.seconds(self._timeout)
            with _fetching(), self._open(requests, client, seconds) as response:
                head = Response(response.status_code, response.headers)
                if file.accepts(head):
                    assert isinstance(response.stream, httpx.SyncByteStream)
                    for chunk in response.stream:  # as it came: the file unpacks it, and sees where it ends
                        file.write(chunk)
                        file.report()
                    file.finish()
                return head
        except _ERRORS as error:
            raise _transport_error(request.url, error) from error

    def resolve(self, host: str, url: str) -> list[str]:
        """Return the addresses of a URL's host; empty when another client or a proxy does the connecting.

        Raises:
            TransportError: The host has none.
        """
        return addresses_of(host, url) if self._owned else []

    def close(self) -> None:
        """Close the connections, unless they are the caller's."""
        if self._owned:
            self._client.close()
            self._direct.close()

    def _send(self, request: httpx.Request, *, fresh: bool) -> httpx.Response:
        """Send a request; `fresh` has it go over a connection that has carried nothing else."""
        while True:
            if fresh:
                request.extensions["trace"] = FreshTrace()
            try:
                # Explicit, whatever the client defaults to: a redirect would carry the key to another host.
                return self._client.send(request, stream=True, auth=None, follow_redirects=False)
            except KeptConnectionError:
                continue  # it was closed unused; in the end there is no other

    def _prepare(self, request: Request, timeout: float | None) -> httpx.Request:
        return _prepared(self._client if not self._owned else None, request, timeout)

    @contextmanager
    def _open(
        self, requests: Sequence[httpx.Request], client: httpx.Client, seconds: float | None
    ) -> Iterator[httpx.Response]:
        """Send the first request whose server can be reached; all heads have to come within some seconds."""
        with limited(seconds):
            for request in requests:
                try:
                    response = client.send(request, stream=True, auth=None, follow_redirects=False)
                    break
                except _UNREACHED:
                    if request is requests[-1]:
                        raise
        with closing(response):
            yield response


class AsyncHttpxTransport:
    """As HttpxTransport, for asyncio, which takes too long to import for the sync clients."""

    def __init__(
        self, client: httpx.AsyncClient, timeout: float | None, tls: ssl.SSLContext | None = None
    ) -> None:
        import asyncio

        self._limits = _limits(timeout)
        self._timeout = timeout
        self._client = client
        self._owned = tls is not None
        proxied = tls is not None and any_proxy()
        self._direct = httpx.AsyncClient(verify=tls or True, trust_env=False) if proxied else client
        self._semaphore = asyncio.Semaphore(MAX_CONCURRENCY)

    async def send(self, request: Request) -> Response:
        """Return the response.

        Raises:
            TransportError: There is none, or not within the timeout.
        """
        import asyncio

        body = bytearray()
        timeout = request.seconds(self._timeout)
        try:
            async with asyncio.timeout(None if request.limit == math.inf else request.limit), self._semaphore:
                prepared = _prepared(self._client, request, timeout)
                async with asyncio.timeout(timeout):
                    response = await self._send(prepared, fresh=not request.idempotent)
                    read = response.is_stream_consumed
                    async with aclosing(response):
                        async for chunk in _given(response.content) if read else response.aiter_raw():
                            body += chunk
                            if len(body) > MAX_BODY:
                                raise httpx.ReadError(TOO_LARGE)
            return _response(response, bytes(body), packed=not read)
        except TimeoutError:
            raise no_response(request.url, httpx.ReadTimeout(TOO_SLOW), sent=True) from None
        except (*_ERRORS, CodingError) as error:
            raise _transport_error(request.url, error) from error

    async def _send(self, request: httpx.Request, *, fresh: bool) -> httpx.Response:
        while True:
            if fresh:
                request.extensions["trace"] = FreshTrace().note
            try:
                return await self._client.send(request, stream=True, auth=None, follow_redirects=False)
            except KeptConnectionError:
                continue

    async def fetch(self, request: Request, file: PartialFile, addresses: Sequence[str]) -> Response:
        """Write the body of a URL to a file, and return the response without it; see HttpxTransport."""
        from anyio.to_thread import run_sync  # cancelled, it waits for the write; asyncio's own would not

        try:
            with _fetching():
                requests = _without_key(request, addresses, self._limits)
                client = self._direct if addresses else self._client
                async with self._open(requests, client, request.seconds(self._timeout)) as response:
                    head = Response(response.status_code, response.headers)
                    if file.accepts(head):
                        assert isinstance(response.stream, httpx.AsyncByteStream)
                        async for chunk in response.stream:  # see HttpxTransport.fetch
                            await run_sync(file.write, chunk)
                            file.report()
                        await run_sync(file.finish)
                    return head
        except _ERRORS as error:
            raise _transport_error(request.url, error) from error

    async def resolve(self, host: str, url: str) -> list[str]:
        """Return the addresses of a host; see HttpxTransport."""
        import asyncio

        return await asyncio.to_thread(addresses_of, host, url) if self._owned else []

    async def aclose(self) -> None:
        """Close the connections, unless they are the caller's."""
        if self._owned:
            await self._client.aclose()
            await self._direct.aclose()

    @asynccontextmanager
    async def _open(
        self, requests: Sequence[httpx.Request], client: httpx.AsyncClient, seconds: float | None
    ) -> AsyncIterator[httpx.Response]:
        import asyncio

        try:
            async with asyncio.timeout(seconds):
                for request in requests:
                    try:
                        response = await client.send(request, stream=True, auth=None, follow_redirects=False)
                        break
                    except _UNREACHED:
                        if request is requests[-1]:
                            raise
        except TimeoutError:
            raise httpx.ReadTimeout(TOO_SLOW) from None
        async with aclosing(response):
            yield response


def _clients(tls: ssl.SSLContext | None) -> tuple[httpx.Client, httpx.Client]:
    """Return a client for all URLs, and one that uses no proxy and keeps to the limit of its block.

    httpx would send an address to a proxy that the name of the host goes around.
    """
    from .limited import limited_pool  # loads httpcore, as httpx does for its first client

    tls = tls or httpx.create_ssl_context()
    transport = httpx.HTTPTransport(verify=tls)
    transport._pool = limited_pool(tls)  # httpx has no argument for the network below it
    direct = httpx.Client(transport=transport)
    return httpx.Client(verify=tls) if any_proxy() else direct, direct


def _prepared(
    client: httpx.Client | httpx.AsyncClient | None, request: Request, timeout: float | None
) -> httpx.Request:
    headers = {**request.headers, "Accept-Encoding": ACCEPT_ENCODING}
    extensions = _limits(timeout)
    if client is None:  # our own has no headers and cookies to add, and to look costs time
        return httpx.Request(
            request.method, request.url, headers=headers, content=request.body, extensions=extensions
        )
    return client.build_request(
        request.method, request.url, headers=headers, content=request.body, extensions=extensions
    )


async def _given(content: bytes) -> AsyncIterator[bytes]:
    yield content


def _response(response: httpx.Response, body: bytes, *, packed: bool) -> Response:
    content = unpack(body, response.headers.get("content-encoding")) if packed else body
    return Response(response.status_code, response.headers, content, partial(_shut_down, response.extensions))


def _shut_down(extensions: Mapping[str, Any]) -> None:
    """End a connection, so that a pool finds it at its end and makes another."""
    stream = extensions.get("network_stream")
    connected = None if stream is None else stream.get_extra_info("socket")
    if connected is not None:
        with suppress(OSError):
            connected.shutdown(socket.SHUT_RDWR)


def encode_multipart(field: str, name: str, content: bytes, media_type: str) -> tuple[str, bytes]:
    """Return media type and body of a form with one file."""
    form = httpx.Request("POST", "https://unused.invalid", files={field: (name, content, media_type)})
    return form.headers["Content-Type"], form.read()


class _UnsignedFilter(logging.Filter):
    """Removes what signs the link of a result from the line that httpx logs for each request."""

    def filter(self, record: logging.LogRecord) -> bool:
        if _is_fetch.get() and isinstance(record.args, tuple):
            record.args = tuple(
                redact(str(each)) if isinstance(each, httpx.URL) else each for each in record.args
            )
        return True


_is_fetch: ContextVar[bool] = ContextVar("gettask_is_fetch", default=False)
logging.getLogger("httpx").addFilter(_UnsignedFilter())


@contextmanager
def _fetching() -> Iterator[None]:
    token = _is_fetch.set(True)
    try:
        yield
    finally:
        _is_fetch.reset(token)


def _limits(timeout: float | None) -> dict[str, Any]:
    """Return the extensions of a request that tell httpx how long a connection and each read may take."""
    if timeout is not None and not 0 < timeout < math.inf:
        raise ValueError(f"timeout={timeout!r}: expected seconds above 0, or None for no limit")
    return {"timeout": httpx.Timeout(timeout).as_dict()}


def _without_key(request: Request, addresses: Sequence[str], limits: dict[str, Any]) -> list[httpx.Request]:
    """Return a request for each address, without the client's headers, cookies and auth (for the API)."""
    headers = {"User-Agent": "gettask", "Accept": "*/*", "Accept-Encoding": "identity", **request.headers}
    if not addresses:
        return [httpx.Request("GET", request.url, headers=headers, extensions=limits)]
    url = httpx.URL(request.url)
    # Connected to by number, the server still hears and proves its name. The connection serves nobody else:
    # httpx would take it for one to any name at that address.
    headers |= {"Host": url.netloc.decode(), "Connection": "close"}
    extensions = {**limits, "sni_hostname": url.raw_host.decode()}
    return [
        httpx.Request("GET", url.copy_with(host=address), headers=headers, extensions=extensions)
        for address in addresses
    ]


def _transport_error(url: str, error: Exception) -> TransportError:
    if isinstance(error, (httpx.RequestError, CodingError)):
        return no_response(url, error, sent=not isinstance(error, _NOT_SENT))
    return invalid_url(url, error)
