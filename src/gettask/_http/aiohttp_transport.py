"""The extra `fast`: requests to the API through an aiohttp session that the caller brings."""

from __future__ import annotations

import asyncio

import aiohttp
import yarl

from .errors import MAX_BODY, MAX_CONCURRENCY, TOO_LARGE, invalid_url, no_response
from .request import Request
from .response import Response

_NOT_SENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)


class AiohttpTransport:
    """Sends with aiohttp. `timeout` is seconds for connecting and for each read; all may take twice that."""

    def __init__(self, session: aiohttp.ClientSession, timeout: float | None) -> None:
        self._session = session
        total = None if timeout is None else 2 * timeout
        self._timeout = aiohttp.ClientTimeout(total, sock_connect=timeout, sock_read=timeout)
        self._semaphore = asyncio.Semaphore(MAX_CONCURRENCY)

    async def send(self, request: Request) -> Response:
        """Return the response.

        Raises:
            TransportError: There is none, or not within the timeout.
        """
        body = bytearray()
        try:
            async with (
                self._semaphore,
                self._session.request(
                    request.method,
                    yarl.URL(request.url, encoded=True),  # parsed anew, an id of two dots would be a step
                    headers=request.headers,
                    data=request.body,
                    allow_redirects=False,
                    raise_for_status=False,
                    timeout=self._timeout,
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
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Response(response.status, headers, bytes(body))

    async def aclose(self) -> None:
        """Close nothing: the session is the caller's."""
