"""The extra `fast`: requests to the API through a session of aiohttp that the caller brings."""

from __future__ import annotations

import aiohttp
import yarl

from .effects import Send
from .replies import Reply
from .unanswered import LARGEST_REPLY, TOO_LARGE, no_reply, no_request

_NOT_SENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)


class Session:
    """Sends with aiohttp. `timeout` is seconds for connecting and for each read; all may take twice that."""

    def __init__(self, session: aiohttp.ClientSession, timeout: float | None) -> None:
        self._session = session
        total = None if timeout is None else 2 * timeout
        self._timeout = aiohttp.ClientTimeout(total, sock_connect=timeout, sock_read=timeout)

    async def send(self, send: Send) -> Reply:
        """Return the reply. Raises TransportError when none came, or not within the time."""
        try:
            return await self._send(send)
        except aiohttp.InvalidURL as error:
            raise no_request(send.url, error) from error
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise no_reply(send.url, error, sent=not isinstance(error, _NOT_SENT)) from error
        except ValueError as error:  # after the errors above, of which some are ValueErrors
            raise no_request(send.url, error) from error

    async def aclose(self) -> None:
        """Close nothing: the session is the caller's."""

    async def _send(self, send: Send) -> Reply:
        body = bytearray()
        async with self._session.request(
            send.method,
            yarl.URL(send.url, encoded=True),  # read anew, an id of two dots would be a step in the path
            headers=send.headers,
            data=send.body,
            allow_redirects=False,
            raise_for_status=False,
            timeout=self._timeout,
        ) as response:
            async for chunk in response.content.iter_any():
                body += chunk
                if len(body) > LARGEST_REPLY:
                    raise aiohttp.ClientPayloadError(TOO_LARGE)
            headers = {name.lower(): value for name, value in response.headers.items()}
            return Reply(response.status, headers, bytes(body))
