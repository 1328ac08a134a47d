"""The mock as an ASGI application."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping, Set
from importlib.util import find_spec
from typing import Any

from gettask.mock.control import Control
from gettask.mock.core import Mock
from gettask.mock.faults import Faults
from gettask.mock.http import Request, Response
from gettask.mock.life import Clock, HeldClock, Life, Plan, Planner
from gettask.mock.policy import Policy
from gettask.mock.schema import Schema
from gettask.mock.spec import Api, installed
from gettask.mock.store import Store
from gettask.mock.webhooks import Webhook

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

MAX_BODY = 16 * 1024 * 1024
INTERVAL = 0.05
"""Seconds between two looks that an open socket takes."""


def create_app(
    apis: Iterable[str] | None = None,
    *,
    specs: Mapping[str, Schema] | None = None,
    clock: Clock | None = None,
    keys: Set[str] | None = None,
    life: Life | None = None,
    plan: Plan | Planner | None = None,
    store: Store | None = None,
    policy: Policy | None = None,
    scenario: str | None = None,
    control: bool = False,
    faults: Faults | None = None,
    as_observed: bool = False,
    webhook: Webhook | None = None,
) -> App:
    """An ASGI application that answers as the vendors' task APIs do, at their real paths.

    `apis` names the APIs to serve, by default all that are installed; `specs` are effective specs to serve
    instead, by name. `clock` returns Unix seconds. `keys` are the keys that exist; by default any will do.
    `life` says when tasks are done; `plan` says that and what else becomes of them. `policy` is what vendors
    do not publish: how a cancelled task ends, whether keys are kept apart, what errors say. `scenario` is for
    tasks that do not ask for one. `control` serves what control.yaml describes as well. `faults` is what
    goes wrong now and then. Raises ValueError for an API that is not installed and a scenario that is not in
    the catalogue, ImportError without the extra `mock`.

    `as_observed` lets pass what a vendor is known to let pass although it is a mistake, such as misspelt
    fields. `webhook` is where an API posts the changes of all tasks if its requests do not say where. Nothing
    is posted by itself: `mock.deliver` hands over what is due.
    """
    if find_spec("jsonschema_rs") is None:
        raise ImportError("the mock validates with jsonschema-rs: pip install 'gettask[mock]'")
    if life is not None and plan is not None:
        raise ValueError("a plan has its own life: give one of the two")
    if specs is not None or as_observed:
        specs = {name: api.spec for name, api in installed().items()} if specs is None else specs
        known: Mapping[str, Api] = {name: Api(name, spec, as_observed) for name, spec in specs.items()}
    else:
        known = installed()
    names = list(known if apis is None else apis)
    unknown = ", ".join(name for name in names if name not in known)
    if unknown or not names:
        raise ValueError(f"no such API: {unknown or 'none'}; there are {', '.join(known) or 'none'}")
    chosen = {name: known[name] for name in names}
    plan = Plan(life=life) if life is not None else plan
    mock = Mock(
        chosen,
        clock=clock,
        keys=keys,
        plan=plan,
        store=store,
        policy=policy,
        scenario=scenario,
        faults=faults,
        webhook=webhook,
    )
    mock.control = Control(mock) if control else None
    return App(mock)


class App:
    """Carries requests from an ASGI server to a `Mock`, which it holds as `mock`."""

    def __init__(self, mock: Mock, max_body: int = MAX_BODY, interval: float = INTERVAL) -> None:
        self.mock = mock
        self.max_body = max_body
        self.interval = interval

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._http(scope, receive, send)
        elif scope["type"] == "lifespan":
            await _lifespan(receive, send)
        elif scope["type"] == "websocket":
            await self._socket(scope, receive, send)

    async def _socket(self, scope: Message, receive: Receive, send: Send) -> None:
        """Tell what there is to tell, until nothing more can come or nobody listens."""
        request = _request({**scope, "method": "GET", "scheme": "http"}, _headers(scope))
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
        gone = asyncio.ensure_future(_until_gone(receive))
        try:
            while not gone.done():
                for frame in watch.frames():
                    await send({"type": "websocket.send", "text": frame})
                if watch.over:
                    await send({"type": "websocket.close", "code": 1000})
                    return
                await asyncio.wait([gone], timeout=self.interval)
        finally:
            gone.cancel()

    async def _http(self, scope: Message, receive: Receive, send: Send) -> None:
        headers = _headers(scope)
        body: bytes | None = b""
        if "content-length" in headers or "transfer-encoding" in headers:
            try:
                body = await self._body(headers.get("content-length", ""), receive)
            except ConnectionError:
                return
        request = _request(scope, headers, body or b"")
        mock = self.mock
        response = mock.too_long(request, self.max_body) if body is None else mock.handle(request)
        if response.delay:
            await pause(self.mock.clock, response.delay)
        await send({"type": "http.response.start", "status": response.status, "headers": response.headers})
        # Servers close the connection of an application that stops before its body is complete.
        await send({"type": "http.response.body", "body": response.body, "more_body": response.cut})

    async def _body(self, length: str, receive: Receive) -> bytes | None:
        """The whole body, or None if it is longer than allowed. Raises ConnectionError if it never ends."""
        if length.isdecimal() and len(length) < 20 and int(length) > self.max_body:
            return None
        chunks = bytearray()
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise ConnectionError
            chunks += message.get("body", b"")
            if len(chunks) > self.max_body:
                return None
            if not message.get("more_body", False):
                return bytes(chunks)


def _headers(scope: Message) -> dict[str, str]:
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}


def _request(scope: Message, headers: Mapping[str, str], body: bytes = b"") -> Request:
    query = scope["query_string"].decode("latin-1")
    scheme, server = scope.get("scheme", "http"), scope.get("server")
    return Request(scope["method"], scope["path"], query, headers, body, scheme, server)


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "websocket.disconnect":
        pass


async def pause(clock: Clock, seconds: float) -> None:
    """Let so many seconds pass on the clock: by waiting, or at once if the clock is held."""
    if isinstance(clock, HeldClock):
        clock.advance(seconds)
    else:
        await asyncio.sleep(seconds)


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": message["type"] + ".complete"})
        if message["type"] == "lifespan.shutdown":
            return
