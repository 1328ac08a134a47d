"""The mock as an ASGI application."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping, Sequence, Set
from importlib.util import find_spec
from typing import Any

from gettask.mock.control import Control
from gettask.mock.core import CANCELLED, Mock
from gettask.mock.faults import Faults
from gettask.mock.http import Request
from gettask.mock.life import Clock, HeldClock, Life, Plan, Planner
from gettask.mock.schema import Schema
from gettask.mock.spec import Api, installed
from gettask.mock.store import Store

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

MAX_BODY = 16 * 1024 * 1024


def create_app(
    apis: Iterable[str] | None = None,
    *,
    specs: Mapping[str, Schema] | None = None,
    clock: Clock | None = None,
    keys: Set[str] | None = None,
    life: Life | None = None,
    plan: Plan | Planner | None = None,
    store: Store | None = None,
    cancelled: Sequence[str] = CANCELLED,
    scenario: str | None = None,
    control: bool = False,
    faults: Faults | None = None,
) -> App:
    """An ASGI application that answers as the vendors' task APIs do, at their real paths.

    `apis` names the APIs to serve, by default all that are installed; `specs` are effective specs to serve
    instead, by name. `clock` returns Unix seconds. `keys` are the keys that exist; by default any will do.
    `life` says when tasks are done; `plan` says that and what else becomes of them. `cancelled` are the
    statuses or phases that a cancelled task may end in, the first that an API has. `scenario` is the scenario
    of tasks that do not ask for one. `control` serves what control.yaml describes as well. `faults` is what
    goes wrong now and then. Raises ValueError for an API that is not installed and a scenario that is not in
    the catalogue, ImportError without the extra `mock`.
    """
    if find_spec("jsonschema_rs") is None:
        raise ImportError("the mock validates with jsonschema-rs: pip install 'gettask[mock]'")
    if life is not None and plan is not None:
        raise ValueError("a plan has its own life: give one of the two")
    known = installed() if specs is None else {name: Api(name, spec) for name, spec in specs.items()}
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
        cancelled=cancelled,
        scenario=scenario,
        faults=faults,
    )
    mock.control = Control(mock) if control else None
    return App(mock)


class App:
    """Carries requests from an ASGI server to a `Mock`, which it holds as `mock`."""

    def __init__(self, mock: Mock, max_body: int = MAX_BODY) -> None:
        self.mock = mock
        self.max_body = max_body

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._http(scope, receive, send)
        elif scope["type"] == "lifespan":
            await _lifespan(receive, send)
        else:
            await send({"type": "websocket.close"})

    async def _http(self, scope: Message, receive: Receive, send: Send) -> None:
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        body: bytes | None = b""
        if "content-length" in headers or "transfer-encoding" in headers:
            body = await self._body(headers.get("content-length", ""), receive)
        request = Request(
            method=scope["method"],
            path=scope["path"],
            query=scope["query_string"].decode("latin-1"),
            headers=headers,
            body=body or b"",
            scheme=scope.get("scheme", "http"),
        )
        if body is None:
            detail = f"the body is over {self.max_body} bytes"
            response = self.mock.refuse(request, 413, detail, connection="close")
        else:
            response = self.mock.handle(request)
        if response.delay:
            await pause(self.mock.clock, response.delay)
        await send({"type": "http.response.start", "status": response.status, "headers": response.headers})
        # Servers close the connection of an application that stops before its body is complete.
        await send({"type": "http.response.body", "body": response.body, "more_body": response.cut})

    async def _body(self, length: str, receive: Receive) -> bytes | None:
        """The whole body, or None if it is longer than allowed or never ends."""
        if length.isdecimal() and len(length) < 20 and int(length) > self.max_body:
            return None
        chunks = bytearray()
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            chunks += message.get("body", b"")
            if len(chunks) > self.max_body:
                return None
            if not message.get("more_body", False):
                return bytes(chunks)


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
