"""A mock of two small APIs on a manual clock, and short ways to call it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from gettask.mock import App, ManualClock, Mock, Request, Response, create_app
from tests.mock.fixtures import LOOM, PRESS

Call = Callable[..., Response]

KEYS = {"x-press-key": "anna", "authorization": "Bearer anna"}
POSTER = {"kind": "poster", "order": {"words": "hello"}}
SONG = {"kind": "song", "order": {"verses": ["la"]}}


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def app(clock: ManualClock) -> App:
    return create_app(specs={"press": PRESS, "loom": LOOM}, clock=clock)


@pytest.fixture
def mock(app: App) -> Mock:
    return app.mock


@pytest.fixture
def call(mock: Mock) -> Call:
    """Send a request with valid keys; `body` is sent as JSON unless it is bytes."""

    def call(method: str, path: str, body: Any = None, query: str = "", **headers: str) -> Response:
        sent = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        every = {"content-type": "application/json", "host": "mock.example:1"} | KEYS | given
        return mock.handle(Request(method, path, query, every, sent))

    return call


@pytest.fixture
def order(call: Call) -> Callable[..., str]:
    """Create a job at the press and return its id."""

    def order(body: Any = POSTER, **headers: str) -> str:
        reply = call("POST", "/press/v1/jobs", body, **headers)
        assert reply.status == 201, reply.body
        return str(reply.json()["job"]["ref"])

    return order


@pytest.fixture
def poll(call: Call) -> Callable[[str], dict[str, Any]]:
    """Poll at a job of the press."""

    def poll(ref: str) -> dict[str, Any]:
        reply = call("GET", f"/press/v1/jobs/{ref}")
        assert reply.status == 200, reply.body
        job: dict[str, Any] = reply.json()["job"]
        return job

    return poll


@pytest.fixture
def weave(call: Call) -> Callable[[], Callable[[], dict[str, Any]]]:
    """Order cloth of the loom, and return a function that polls it."""

    def weave() -> Callable[[], dict[str, Any]]:
        receipt = call("POST", "/loom/cloth", {"type": "twill", "width": 3}).json()

        def cloth() -> dict[str, Any]:
            found: dict[str, Any] = call("GET", f"/loom/cloth/{receipt['id']}").json()
            return found

        return cloth

    return weave
