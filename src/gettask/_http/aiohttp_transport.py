"""The extra `fast`: requests to the API through an aiohttp session that the caller brings."""

from __future__ import annotations

import asyncio
import math
import time

import aiohttp
import yarl

from .decoding import ACCEPT_ENCODING, CodingError, unpack
from .errors import MAX_BODY, MAX_CONCURRENCY, TOO_LARGE, invalid_url, no_response
from .request import Request
from .response import Response

_NOT_SENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)


_KEPT = 30.0
"""Seconds for which a session keeps a free connection; aiohttp's own default is half of it."""


class _Unique(str):
    """A name of a server that equals none but itself, so that no connection is kept for it."""

    __slots__ = ()
    __eq__ = object.__eq__
    __hash__ = object.__hash__


class AiohttpTransport:
    """Sends with aiohttp. `timeout` is seconds for one request as a whole; None for no limit."""

    def __init__(self, session: aiohttp.ClientSession, timeout: float | None) -> None:
        self._session = session
        self._timeout = timeout
        self._distrusted_until = -math.inf
        self._semaphore = asyncio.Semaphore(MAX_CONCURRENCY)

    async def send(self, request: Request) -> Response:
        """Return the response.

        Raises:
            TransportError: There is none, or not within the timeout.
        """
        body = bytearray()
        seconds = request.seconds(self._timeout)
        headers = {**request.headers, "Accept-Encoding": ACCEPT_ENCODING}
        fresh = not request.idempotent or time.monotonic() < self._distrusted_until
        if fresh:
            headers["Connection"] = "close"
        try:
            url = yarl.URL(request.url, encoded=True)  # parsed anew, an id of two dots would be a step
            async with (
                asyncio.timeout(None if request.limit == math.inf else request.limit),
                self._semaphore,
                self._session.request(
                    request.method,
                    url,
                    headers=headers,
                    data=request.body,
                    allow_redirects=False,
                    raise_for_status=False,
                    auto_decompress=False,
                    server_hostname=_Unique(url.raw_host or "") if fresh else None,
                    timeout=aiohttp.ClientTimeout(seconds, sock_connect=seconds),
                ) as response,
            ):
                async for chunk in response.content.iter_any():
                    body += chunk
                    if len(body) > MAX_BODY:
                        raise aiohttp.ClientPayloadError(TOO_LARGE)
        except aiohttp.InvalidURL as error:
            raise invalid_url(request.url, error) from error
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise no_response(request.url, error, sent=not isinstance(error, _NOT_SENT)) from error
        except ValueError as error:  # after the errors above, of which some are ValueErrors
            raise invalid_url(request.url, error) from error
        received = {name.lower(): value for name, value in response.headers.items()}
        try:
            content = unpack(bytes(body), received.get("content-encoding"))
        except CodingError as error:
            raise no_response(request.url, error, sent=True) from error
        return Response(response.status, received, content, self._distrust)

    def _distrust(self) -> None:
        """Use no kept connection until the session has closed those that there are."""
        self._distrusted_until = time.monotonic() + _KEPT

    async def aclose(self) -> None:
        """Close nothing: the session is the caller's."""
