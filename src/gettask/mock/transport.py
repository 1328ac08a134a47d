"""The mock as a transport of httpx, for clients in the same process."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import httpx

from gettask.mock.http import Request
from gettask.mock.mock import Mock
from gettask.mock.tasks.clock import ManualClock


class MockTransport(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """A transport for `httpx.Client` and `httpx.AsyncClient`: a mock answers, whatever the host.

    Args:
        mock: The mock.
    """

    def __init__(self, mock: Mock) -> None:
        self._mock = mock

    def client(self) -> httpx.Client:
        """An httpx client whose requests the mock answers."""
        return httpx.Client(transport=self)

    def async_client(self) -> httpx.AsyncClient:
        """The same, async."""
        return httpx.AsyncClient(transport=self)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return self._answer(request, request.read())

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return self._answer(request, await request.aread())

    def _answer(self, request: httpx.Request, body: bytes) -> httpx.Response:
        response = self._mock.handle(
            Request(
                method=request.method,
                path=request.url.path,
                query=request.url.query.decode("latin-1"),
                headers={name.lower(): value for name, value in request.headers.items()},
                body=body,
                scheme=request.url.scheme,
            )
        )
        self._delay(request, response.delay)
        headers = list(response.headers)
        if response.cut:
            return httpx.Response(response.status, headers=headers, stream=CutStream(response.body))
        return httpx.Response(response.status, headers=headers, content=response.body, request=request)

    def _delay(self, request: httpx.Request, seconds: float) -> None:
        """Let a delay pass on a manual clock without waiting. A delay over the read timeout raises."""
        limit = request.extensions.get("timeout", {}).get("read")
        late = seconds > 0 and limit is not None and limit < seconds
        if isinstance(self._mock.clock, ManualClock):
            self._mock.clock.advance(limit if late else seconds)
        if late:
            raise httpx.ReadTimeout(f"the mock would have taken {seconds:g} seconds", request=request)


class CutStream(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body whose connection ends early."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def __iter__(self) -> Iterator[bytes]:
        yield self._body
        raise httpx.RemoteProtocolError("peer closed connection without sending complete message body")

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for chunk in self:
            yield chunk
