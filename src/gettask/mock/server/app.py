"""The mock as an ASGI application."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Set
from importlib.util import find_spec

from gettask.mock.admin import Admin
from gettask.mock.assumptions import Assumptions
from gettask.mock.changes import Changes
from gettask.mock.faults import Faults
from gettask.mock.http import EVENTS, Request, Response
from gettask.mock.journal import JOURNAL_LENGTH
from gettask.mock.limits import Limits
from gettask.mock.mock import Mock
from gettask.mock.server.streams import EventStreams, Message, Receive, Send, until
from gettask.mock.spec.api import Api, installed
from gettask.mock.spec.document import Schema
from gettask.mock.tasks.clock import ManualClock, MockClock
from gettask.mock.tasks.plan import Planner, TaskPlan
from gettask.mock.tasks.store import Store
from gettask.mock.uploads import UPLOADS
from gettask.mock.webhooks import WebhookEndpoint

MAX_BODY = 16 * 1024 * 1024
"""Bytes that the body of a request may have."""
MAX_FORM = 64 * 1024 * 1024
"""Bytes of a form, which holds a file: Tripo's SDK sends files of 50 MB like this."""
MAX_UPLOAD = 256 * 1024 * 1024
"""Bytes of a file that is put to a presigned URL, which are not kept."""
INTERVAL = 0.05
"""Seconds between two polls of an open WebSocket."""


def create_app(
    apis: Iterable[str] | None = None,
    *,
    specs: Mapping[str, Schema] | None = None,
    clock: MockClock | None = None,
    keys: Set[str] | None = None,
    plan: TaskPlan | Planner | None = None,
    store: Store | None = None,
    assumptions: Assumptions | None = None,
    scenario: str | None = None,
    admin: bool = False,
    faults: Faults | None = None,
    as_observed: bool = False,
    webhook_endpoint: WebhookEndpoint | None = None,
    limits: Limits | None = None,
    journal_length: int = JOURNAL_LENGTH,
) -> App:
    """Make an ASGI application that answers as the vendors' task APIs do, at their real paths.

    It posts no webhooks by itself: `app.mock.webhooks.deliver` passes on those that are due.

    Args:
        apis: The names of the APIs to serve. Default: all that are installed.
        specs: Effective specs to serve in place of the installed ones, by API name.
        clock: Returns the time in Unix seconds. Default: the machine's time.
        keys: The valid keys. Default: any key is valid.
        plan: How new tasks proceed and end. Default: the first poll finds them done.
        store: Where tasks are kept. Default: in memory.
        assumptions: What no vendor documents: how a cancelled task ends, whether keys are isolated, what
            errors contain.
        scenario: The scenario of tasks that ask for none.
        admin: Whether to serve the admin API that admin.yaml describes.
        faults: The faults that are injected. Default: none.
        as_observed: Whether to accept mistakes that a vendor is known to accept, such as misspelt fields.
        webhook_endpoint: Where an API posts changes whose create requests name no endpoint.
        limits: What each key may create. Default: as much as it likes.
        journal_length: How many requests are remembered. Default: 1000.

    Raises:
        ValueError: for an API that is not installed, and for a plan or scenario that no API can have.
        ImportError: without the extra `mock`.

    Example:
        `httpx.ASGITransport(create_app(["piapi"], plan=TaskPlan(after_polls(3))))`
    """
    if find_spec("jsonschema_rs") is None:
        raise ImportError("the mock validates with jsonschema-rs: pip install 'gettask[mock]'")
    if specs is not None or as_observed:
        specs = {name: api.spec for name, api in installed().items()} if specs is None else specs
        known: Mapping[str, Api] = {name: Api(name, spec, as_observed) for name, spec in specs.items()}
    else:
        known = installed()
    names = list(known if apis is None else apis)
    unknown = ", ".join(name for name in names if name not in known)
    if unknown or not names:
        raise ValueError(f"no such API: {unknown or 'none'}; there are {', '.join(known) or 'none'}")
    mock = Mock(
        {name: known[name] for name in names},
        clock=clock,
        keys=keys,
        plan=plan,
        store=store,
        assumptions=assumptions,
        scenario=scenario,
        faults=faults,
        webhook_endpoint=webhook_endpoint,
        limits=limits,
        journal_length=journal_length,
    )
    mock.admin = Admin(mock) if admin else None
    return App(mock)


class App:
    """The ASGI application: passes requests from a server to a `Mock`.

    Args:
        mock: The mock.
        max_body: Bytes that the body of a request may have that is neither form nor upload. Default: 16 MiB.
        interval: Seconds between two polls of an open WebSocket. Default: 0.05.
    """

    def __init__(self, mock: Mock, max_body: int = MAX_BODY, interval: float = INTERVAL) -> None:
        self.mock = mock
        self.max_body = max_body
        self.interval = interval
        self.streams = EventStreams(lambda: Changes(mock).any)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._http(scope, receive, send)
        elif scope["type"] == "lifespan":
            await _lifespan(receive, send)
        elif scope["type"] == "websocket":
            await self._socket(scope, receive, send)

    async def _socket(self, scope: Message, receive: Receive, send: Send) -> None:
        """Send frames until no more can come or the client leaves."""
        request = request_of({**scope, "method": "GET", "scheme": "http"}, headers_of(scope))
        watch = self.mock.watch(request)
        await receive()
        if isinstance(watch, Response):
            if "websocket.http.response" in scope.get("extensions", ()):
                start = {"status": watch.status, "headers": watch.headers}
                await send({"type": "websocket.http.response.start", **start})
                await send({"type": "websocket.http.response.body", "body": watch.body})
            else:
                await send({"type": "websocket.close"})
            return
        await send({"type": "websocket.accept"})
        left = asyncio.ensure_future(until(receive, "websocket.disconnect"))
        try:
            while not left.done():
                for frame in watch.frames():
                    await send({"type": "websocket.send", "text": frame})
                if watch.over:
                    await send({"type": "websocket.close", "code": 1000})
                    return
                await asyncio.wait([left], timeout=self.interval)
        finally:
            left.cancel()

    async def _http(self, scope: Message, receive: Receive, send: Send) -> None:
        headers = headers_of(scope)
        body: bytes | None = b""
        most = self._most(scope["path"], headers)
        if "content-length" in headers or "transfer-encoding" in headers:
            try:
                length = headers.get("content-length", "")
                body = await self._body(length, receive, most, kept=most is not MAX_UPLOAD)
            except ConnectionError:
                return
        request = request_of(scope, headers, body or b"")
        mock = self.mock
        response = mock.handle(request) if body is not None else mock.refuse_body(request, most)
        if response.delay:
            await pause(self.mock.clock, response.delay)
        await send({"type": "http.response.start", "status": response.status, "headers": response.headers})
        if response.header("content-type") == EVENTS:
            await self.streams.run(response, receive, send)
            return
        # Servers close the connection of an application that stops before its body is complete.
        await send({"type": "http.response.body", "body": response.body, "more_body": response.cut})

    def _most(self, path: str, headers: Mapping[str, str]) -> int:
        """How many bytes the body of a request may have."""
        if path.startswith(UPLOADS):
            return MAX_UPLOAD
        form = headers.get("content-type", "").startswith("multipart/form-data")
        return max(self.max_body, MAX_FORM) if form else self.max_body

    async def _body(self, length: str, receive: Receive, most: int, *, kept: bool) -> bytes | None:
        """The whole body, or None if it is too long; one that is not kept is dropped as it comes.

        Raises ConnectionError if the client leaves.
        """
        size, chunks = 0, bytearray()
        if length.isdecimal() and len(length) < 20 and int(length) > most:
            return None
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise ConnectionError
            chunk = message.get("body", b"")
            size += len(chunk)
            if size > most:
                return None
            if kept:
                chunks += chunk
            if not message.get("more_body", False):
                return bytes(chunks)


def headers_of(scope: Message) -> dict[str, str]:
    """The headers of a request."""
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}


def request_of(scope: Message, headers: Mapping[str, str], body: bytes = b"") -> Request:
    """A request as the mock reads it."""
    query = scope["query_string"].decode("latin-1")
    scheme, server = scope.get("scheme", "http"), scope.get("server")
    return Request(scope["method"], scope["path"], query, headers, body, scheme, server)


async def pause(clock: MockClock, seconds: float) -> None:
    """Let seconds pass on the clock: by sleeping, or at once on a manual clock."""
    if isinstance(clock, ManualClock):
        clock.advance(seconds)
    else:
        await asyncio.sleep(seconds)


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": message["type"] + ".complete"})
        if message["type"] == "lifespan.shutdown":
            return
