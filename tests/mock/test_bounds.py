"""The limits of the mock: kept tasks, heads, bodies."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from websockets.sync.client import connect

from gettask.mock import Faults, Latency, ManualClock, MemoryStore, Mock, Response, create_app
from gettask.mock.journal import JOURNAL_LENGTH
from gettask.mock.server.protocol import MAX_HEAD, Protocol
from gettask.mock.validation import MAX_DEPTH
from tests.mock.conftest import POSTER
from tests.mock.fixtures import LOOM, PRESS
from tests.mock.test_server import server, url
from tests.mock.test_soak import served

Call = Callable[..., Response]
PIECE = 1024
KEY = {"Authorization": "Bearer any", "Content-Type": "application/json"}


@pytest.fixture
def mock(clock: ManualClock) -> Mock:
    return create_app(specs={"press": PRESS, "loom": LOOM}, clock=clock, store=MemoryStore(3, 500)).mock


def padded(length: int) -> bytes:
    """An order of so many bytes."""
    return json.dumps(POSTER).encode().ljust(length)


def test_the_oldest_tasks_are_forgotten(call: Call, order: Callable[..., str], mock: Mock) -> None:
    """There are never more than the store may keep, and a poll of a forgotten one is 404."""
    ids = [order() for _ in range(5)]
    assert [task.id for task in mock.tasks.store] == ids[2:]
    assert [call("GET", f"/press/v1/jobs/{each}").status for each in ids] == [404, 404, 200, 200, 200]


def test_long_requests_leave_room_for_fewer_tasks(order: Callable[..., str], mock: Mock) -> None:
    """What counts is how long the requests were; the last task stays in any case, and polls cost nothing."""
    order()
    long = [order(padded(length)) for length in (200, 250, 5000)]
    assert [task.id for task in mock.tasks.store] == long[2:]
    put = mock.tasks.add("press", "anna", POSTER | {"more": "x" * 500})
    assert [task.id for task in mock.tasks.store] == [put.id]
    again = [order() for _ in range(3)]
    assert [task.id for task in mock.tasks.store] == again


def test_a_task_that_is_put_again_takes_no_more_room(order: Callable[..., str], mock: Mock) -> None:
    """Neither the same nor a copy of it, as a store of another kind would make."""
    order(padded(200))
    (task,) = mock.tasks.store
    for again in (task, replace(task), replace(task)):
        mock.tasks.store.put(again)
    other = order(padded(200))
    assert [each.id for each in mock.tasks.store] == [task.id, other]


def test_a_store_that_is_cleared_has_room_again(order: Callable[..., str], mock: Mock) -> None:
    """After a reset, what was there before does not count."""
    order(padded(500))
    mock.reset()
    ids = [order() for _ in range(3)]
    assert [task.id for task in mock.tasks.store] == ids


def test_the_journal_is_short(call: Call, mock: Mock) -> None:
    """It has the last requests, and of a long path the beginning."""
    for _ in range(JOURNAL_LENGTH + 1):
        call("GET", "/press/v1/" + "x" * 1000)
    assert len(mock.journal) == JOURNAL_LENGTH
    assert max(len(entry.path) for entry in mock.journal) < 300


@pytest.mark.parametrize("depth", [300, 600, 900, 950, 100_000])
@pytest.mark.parametrize("shape", [("[", "]"), ('{"a":', "}")])
def test_no_depth_is_too_much(call: Call, depth: int, shape: tuple[str, str]) -> None:
    """A body that is nested deeper than can be followed is a 400, never a mistake of the mock's."""
    begin, end = shape
    deep = begin * depth + ("1" if end == "}" else "") + end * depth
    body = json.dumps({"kind": "poster", "order": {"words": "hello"}, "more": "…"}).replace('"\\u2026"', deep)
    assert call("POST", "/press/v1/jobs", body.encode()).status in (201, 400)


@pytest.mark.parametrize(("beyond", "status"), [(0, 201), (1, 400)])
def test_depth_has_a_bound(call: Call, beyond: int, status: int) -> None:
    """What is within it is accepted, and the task can be shown."""
    more: Any = 1
    for _ in range(MAX_DEPTH - 1 + beyond):
        more = {"a": more}
    reply = call("POST", "/press/v1/jobs", {"kind": "poster", "order": {"words": "hello"}, "more": more})
    assert reply.status == status


@pytest.mark.parametrize("body", [b"[" + b"{}," * 100_000 + b"{}]", b'{"kind":[' + b"1," * 60_000 + b"1]}"])
def test_a_body_of_very_many_values_is_refused(call: Call, body: bytes) -> None:
    """Each value would take many times the memory that it takes in the body."""
    reply = call("POST", "/press/v1/jobs", body)
    assert reply.status == 400
    assert b"parts" in reply.body


def test_an_endless_head_is_refused_and_a_long_body_is_not() -> None:
    """Headers have a bound of their own; a body that comes in small chunks does not run into it."""

    def pieces() -> Any:
        yield b'{"type":"text_to_image","prompt":"a cat","own":"'
        for _ in range(2000):
            yield b"x" * PIECE
        yield b'"}'

    with server("--api", "tripo-v2") as process, httpx.Client(trust_env=False, headers=KEY) as client:
        task = f"{url(process)}/v2/openapi/task"
        assert client.post(task, content=pieces()).status_code in (200, 400)
        try:
            status = client.get(task, headers={"X-Flood": "x" * 1_000_000}).status_code
        except httpx.TransportError:  # it was closed before it was done with sending
            status = 431
        assert status == 431
        assert client.post(task, json={"type": "text_to_image", "prompt": "a cat"}).status_code == 200


def test_a_flood_of_tiny_chunks_is_refused() -> None:
    """Its frames are many times its body: it is ended with a status, long before the body is too long."""
    with server("--api", "tripo-v2") as process:
        where = urlsplit(url(process))
        with socket.create_connection((where.hostname, where.port), timeout=10) as connection:
            head = "POST /v2/openapi/task HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            connection.sendall(f"{head}Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n".encode())
            assert connection.recv(100).startswith(b"HTTP/1.1 100 ")
            # A piece takes six bytes, and one of them is body.
            connection.sendall(b"1\r\n \r\n" * (MAX_HEAD // 5 - 100))
            connection.sendall(b"1\r\n \r\n" * 200)
            assert connection.recv(100).startswith(b"HTTP/1.1 413 ")


class HastyProtocol(Protocol):
    head_timeout = 0.05


@pytest.mark.parametrize("sent", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: a"])
def test_a_head_that_does_not_come_is_a_timeout(sent: bytes) -> None:
    """A connection on which no request begins, or none goes on, is answered with 408 and closed."""
    with served(create_app(["piapi"]), HastyProtocol) as url:
        where = urlsplit(url)
        with socket.create_connection((where.hostname, where.port), timeout=10) as connection:
            connection.sendall(sent)
            assert connection.recv(100).startswith(b"HTTP/1.1 408 ")
            assert connection.recv(100) == b""


def test_a_response_that_takes_longer_than_a_head_is_no_timeout() -> None:
    """The time is that of the head: body, response and a WebSocket have their own."""
    faults = Faults(Latency.parse("0.2"))
    with served(create_app(["piapi", "tripo-v2"], faults=faults), HastyProtocol) as url:
        with httpx.Client(trust_env=False) as client:
            assert client.get(f"{url}/nowhere").status_code == 404
        watch = f"ws{url.removeprefix('http')}/v2/openapi/task/watch/all"
        headers = {"Authorization": "Bearer any"}
        with connect(watch, additional_headers=headers, proxy=None) as frames, pytest.raises(TimeoutError):
            frames.recv(timeout=0.2)
