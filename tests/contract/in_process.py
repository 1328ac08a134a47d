"""Requests of `requests` that an ASGI application answers in the same thread, without a socket and a loop.

Schemathesis can call an application itself, but hands each request to the event loop of another thread, which
takes longer than all that the application does.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPHeaderDict, HTTPResponse

from gettask.mock.server.streams import Message, Receive, Send

Application = Callable[[Message, Receive, Send], Coroutine[Any, Any, None]]


NOWHERE = "http://127.0.0.1:1"
"""Where requests go that an application answers."""


class Adapter(HTTPAdapter):
    """Passes requests to an application that waits for nothing but the request."""

    def __init__(self, app: Application) -> None:
        super().__init__()
        self.app = app

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: object = None,
        verify: object = True,
        cert: object = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        del stream, timeout, verify, cert, proxies
        body = request.body or b""
        sent: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": body.encode() if isinstance(body, str) else body}

        async def send(message: Message) -> None:
            sent.append(message)

        _run(self.app, scope(request), receive, send)
        start, *chunks = sent
        content = b"".join(chunk.get("body", b"") for chunk in chunks)
        headers = HTTPHeaderDict(
            [(name.decode("latin-1"), value.decode("latin-1")) for name, value in start["headers"]]
        )
        raw = HTTPResponse(
            io.BytesIO(content if request.method != "HEAD" else b""),
            headers,
            start["status"],
            preload_content=False,
            request_method=request.method,
        )
        return self.build_response(request, raw)


def scope(request: requests.PreparedRequest) -> Message:
    """The scope of a request, as a server would make it."""
    url = urlsplit(request.url or "")
    headers = {"Host": url.netloc, **request.headers}
    return {
        "type": "http",
        "http_version": "1.1",
        "method": request.method,
        "path": unquote(url.path),
        "query_string": url.query.encode("latin-1"),
        "headers": [(_bytes(name).lower(), _bytes(value)) for name, value in headers.items()],
        "scheme": url.scheme,
        "server": (url.hostname, url.port),
    }


@contextmanager
def answered_by(app: Application) -> Iterator[None]:
    """Let the application answer every request of `requests`, wherever it goes.

    Without what `requests` looks for at each of them: proxies of the environment, and passwords in files.
    """
    adapter = Adapter(app)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(requests.Session, "get_adapter", lambda *_, **__: adapter)
        patch.setenv("NO_PROXY", urlsplit(NOWHERE).hostname or "")
        patch.setenv("NETRC", os.devnull)
        yield


def _run(app: Application, scope: Message, receive: Receive, send: Send) -> None:
    running: Any = app(scope, receive, send)
    try:
        running.send(None)
    except StopIteration:
        return
    raise RuntimeError("the application waits for something, which needs an event loop")


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("latin-1")
