"""The mock as a transport of httpx, for clients in the same process."""

from __future__ import annotations

import httpx

from gettask.mock.core import Mock
from gettask.mock.http import Request


class MockTransport(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Answers the requests of an httpx client, sync or async, whatever host they are sent to."""

    def __init__(self, mock: Mock) -> None:
        self._mock = mock

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return self._answer(request, request.read())

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return self._answer(request, await request.aread())

    def _answer(self, request: httpx.Request, body: bytes) -> httpx.Response:
        status, headers, content = self._mock.handle(
            Request(
                method=request.method,
                path=request.url.path,
                query=request.url.query.decode("latin-1"),
                headers={name.lower(): value for name, value in request.headers.items()},
                body=body,
                scheme=request.url.scheme,
            )
        )
        return httpx.Response(status, headers=list(headers), content=content, request=request)
