"""The mock as an ASGI application and as a transport."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import anyio
import httpx
import pytest

from gettask.mock import App, Mock
from gettask.mock.server.streams import Message
from gettask.mock.transport import MockTransport
from tests.mock.conftest import KEYS, POSTER

URL = "http://mock.example/press/v1/jobs"


async def exchange(app: App, messages: list[Message], **scope: Any) -> list[Message]:
    """Send one request to the application, message by message, and return what it sends."""
    left: Iterator[Message] = iter(messages)
    sent: list[Message] = []

    async def receive() -> Message:
        return next(left)

    async def send(message: Message) -> None:
        sent.append(message)

    every = {"type": "http", "method": "POST", "path": "/press/v1/jobs", "query_string": b"", "headers": []}
    await app({**every, **scope}, receive, send)
    return sent


def post(app: App, *parts: bytes, headers: dict[str, str]) -> int:
    """Post a body in parts and return the status."""
    last = len(parts) - 1
    messages: list[Message] = [
        {"type": "http.request", "body": part, "more_body": at < last} for at, part in enumerate(parts)
    ]
    listed = [(name.encode(), value.encode()) for name, value in (KEYS | headers).items()]
    sent = anyio.run(lambda: exchange(app, messages, headers=listed))
    assert [message["type"] for message in sent] == ["http.response.start", "http.response.body"]
    return int(sent[0]["status"])


def test_an_asgi_client_creates_polls_and_downloads(app: App) -> None:
    """httpx's own ASGI transport creates a task, polls it, and downloads the result."""

    async def scenario() -> bytes:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, headers=KEYS) as client:
            ref = (await client.post(URL, json=POSTER)).json()["job"]["ref"]
            job = (await client.get(f"{URL}/{ref}")).json()["job"]
            return (await client.get(job["result"]["sheet"])).content

    assert anyio.run(scenario).startswith(b"\x89PNG")


def test_the_transport_serves_sync_clients(mock: Mock) -> None:
    """A client with the transport reaches the mock by any host, and the results as well."""
    with httpx.Client(transport=MockTransport(mock), headers=KEYS) as client:
        ref = client.post(URL, json=POSTER).json()["job"]["ref"]
        sheet = client.get(f"{URL}/{ref}").json()["job"]["result"]["sheet"]
        with client.stream("GET", sheet) as response:
            assert b"".join(response.iter_bytes()).startswith(b"\x89PNG")


def test_the_transport_serves_async_clients(mock: Mock) -> None:
    """The same transport fits `httpx.AsyncClient`."""

    async def scenario() -> int:
        async with httpx.AsyncClient(transport=MockTransport(mock), headers=KEYS) as client:
            return (await client.post(URL, json=POSTER)).status_code

    assert anyio.run(scenario) == 201


def test_threads_do_not_lose_tasks(mock: Mock) -> None:
    """Many threads on one mock each find the tasks they created."""

    def exercise(_: int) -> str:
        with httpx.Client(transport=MockTransport(mock), headers=KEYS) as client:
            ref = str(client.post(URL, json=POSTER).json()["job"]["ref"])
            assert client.get(f"{URL}/{ref}").json()["job"]["state"] == "printed"
            return ref

    with ThreadPoolExecutor(8) as pool:
        refs = set(pool.map(exercise, range(64)))
    assert refs == {task.id for task in mock.tasks.store}
    mock.tasks.store.clear()
    assert list(mock.tasks.store) == []


def test_a_body_may_come_in_parts(app: App) -> None:
    """Chunks are put together before they are read."""
    text = json.dumps(POSTER).encode()
    headers = {"content-type": "application/json", "transfer-encoding": "chunked"}
    assert post(app, text[:5], text[5:9], text[9:], b"", headers=headers) == 201


def test_a_body_that_says_it_is_too_long_is_not_read(app: App) -> None:
    """413 goes out before the first byte is taken in, and is remembered like any other reply."""
    headers = [(b"content-length", b"99999999999")]
    sent = anyio.run(lambda: exchange(app, [], headers=headers))
    assert sent[0]["status"] == 413
    assert (b"connection", b"close") in sent[0]["headers"]
    assert "error" in json.loads(sent[1]["body"])
    assert [entry.status for entry in app.mock.journal] == [413]


def test_a_body_that_becomes_too_long_is_dropped(app: App) -> None:
    """Without a length the mock stops reading at its limit."""
    app.max_body = 100
    assert post(app, *[b"x" * 60] * 9, headers={"transfer-encoding": "chunked"}) == 413


def test_a_client_that_leaves_creates_nothing(app: App) -> None:
    """A request whose sender went away before its end is neither carried out nor answered."""
    messages: list[Message] = [
        {"type": "http.request", "body": json.dumps(POSTER).encode(), "more_body": True},
        {"type": "http.disconnect"},
    ]
    headers = [(b"content-length", b"999"), (b"x-press-key", b"anna"), (b"content-type", b"application/json")]
    assert anyio.run(lambda: exchange(app, messages, headers=headers)) == []
    assert (list(app.mock.tasks.store), list(app.mock.journal)) == ([], [])


def test_the_application_has_a_lifespan(app: App) -> None:
    """Servers that announce start and end are answered."""
    messages: list[Message] = [{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}]
    sent = anyio.run(lambda: exchange(app, messages, type="lifespan"))
    assert [message["type"] for message in sent] == [
        "lifespan.startup.complete",
        "lifespan.shutdown.complete",
    ]


@pytest.mark.parametrize("name", ["jobs", "no\x00thing", "a\nb"])
def test_a_path_is_no_more_than_a_path(app: App, name: str) -> None:
    """Admin characters in a path are answered, not raised."""
    sent = anyio.run(lambda: exchange(app, [], method="GET", path=f"/press/v1/{name}"))
    assert sent[0]["status"] in {404, 405}
