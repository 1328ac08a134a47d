"""What no server can do to a client: keep it beyond its time, fill its memory, slip it another's response."""

from __future__ import annotations

import asyncio
import gzip
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, contextmanager, suppress
from functools import cache
from typing import Any

import aiohttp
import httpx
import pytest

from gettask import GettaskError, Phase, PollSchedule, TransportError, WaitTimeoutError
from gettask.client import connect, connect_async
from tests.runtime.harness import APIS, ID, KEY, body, some_status

API = APIS[0]
QUICK = PollSchedule(0.01, maximum=0.01)
DONE = json.dumps(body(API, some_status(API, Phase.SUCCEEDED))).encode()
SLACK = 10.0
"""Seconds that a busy machine may add; what these servers do has no end, or takes twice as long."""
Handler = Callable[[socket.socket, bytes], None]
OWN = ["sync", "async", "session"]
ALL = [*OWN, "httpx", "async httpx"]


def http(content: bytes, *head: str) -> bytes:
    """Return a response."""
    lines = ["HTTP/1.1 200 OK", *head, f"Content-Length: {len(content)}", "", ""]
    return "\r\n".join(lines).encode() + content


class RawServer:
    """Hands each request to a function that writes what it likes; counts requests and connections."""

    def __init__(self, handle: Handler) -> None:
        self.handle = handle
        self.requests: list[list[bytes]] = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        self.connections: list[socket.socket] = []
        self.thread = threading.Thread(target=self._accept, daemon=True)
        self.thread.start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self.listener.accept()
                self.connections.append(connection)
                mine: list[bytes] = []
                self.requests.append(mine)
                threading.Thread(target=self._serve, args=(connection, mine), daemon=True).start()

    def _serve(self, connection: socket.socket, mine: list[bytes]) -> None:
        with suppress(OSError):
            while request := connection.recv(1 << 16):
                mine.append(request)
                self.handle(connection, request)

    def close(self) -> None:
        """Close the listener and all connections."""
        self.listener.shutdown(socket.SHUT_RDWR)
        for each in (self.listener, *self.connections):
            with suppress(OSError):
                each.close()
        self.thread.join()


@contextmanager
def served(handle: Handler) -> Iterator[RawServer]:
    """Run a server for a block."""
    server = RawServer(handle)
    try:
        yield server
    finally:
        server.close()


def run(mode: str, url: str, *calls: tuple[str, Any, dict[str, Any]], timeout: float = 5) -> list[Any]:
    """Return what calls of one client return, or the GettaskErrors that they raise."""
    results: list[Any] = []
    options: dict[str, Any] = {"base_url": url, "timeout": timeout, "retries": 0}
    if mode in ("sync", "httpx"):
        http_client = httpx.Client() if mode == "httpx" else None
        with connect(API, KEY, http_client=http_client, **options) as client:
            for name, argument, more in calls:
                try:
                    found = getattr(client, name)(argument, **more)
                    results.append(list(found) if name == "as_completed" else found)
                except (GettaskError, ExceptionGroup) as error:
                    results.append(error)
        if http_client is not None:
            http_client.close()
        return results

    async def go() -> None:
        async with AsyncExitStack() as stack:
            brought: Any = None
            if mode == "session":
                brought = await stack.enter_async_context(aiohttp.ClientSession())
            elif mode == "async httpx":
                brought = await stack.enter_async_context(httpx.AsyncClient())
            client = await stack.enter_async_context(connect_async(API, KEY, http_client=brought, **options))
            for name, argument, more in calls:
                try:
                    if name == "as_completed":
                        results.append([task async for task in client.as_completed(argument, **more)])
                    else:
                        results.append(await getattr(client, name)(argument, **more))
                except (GettaskError, ExceptionGroup) as error:
                    results.append(error)

    asyncio.run(go())
    return results


def trickle_head(connection: socket.socket, _: bytes) -> None:
    """Write one byte of an endless header at a time."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
    while True:
        time.sleep(0.02)
        connection.sendall(b"x")


def continue_for_ever(connection: socket.socket, _: bytes) -> None:
    """Write one 100 Continue after the other."""
    while True:
        connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        time.sleep(0.02)


def trickle_body(connection: socket.socket, _: bytes) -> None:
    """Write one byte of a long body at a time."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n")
    while True:
        time.sleep(0.02)
        connection.sendall(b" ")


def stall(_: socket.socket, __: bytes) -> None:
    """Write nothing."""


@pytest.mark.parametrize("mode", [*OWN, "async httpx"])
def test_no_server_keeps_a_wait_beyond_deadline_and_timeout(mode: str) -> None:
    """Whatever trickles or stalls, a wait ends one timeout after its deadline at the latest."""

    def end_of_wait(fault: Handler) -> tuple[type[object], bool]:
        with served(fault) as server:
            begun = time.monotonic()
            (end,) = run(mode, server.url, ("wait", ID, {"deadline": 0.3, "schedule": QUICK}), timeout=0.2)
        return type(end), time.monotonic() - begun < 0.3 + 0.2 + SLACK

    faults = (trickle_head, continue_for_ever, trickle_body, stall)
    with ThreadPoolExecutor(len(faults)) as pool:  # real time, so all at once
        ends = dict(zip(faults, pool.map(end_of_wait, faults), strict=True))
    assert ends == dict.fromkeys(faults, (WaitTimeoutError, True))


@pytest.mark.parametrize("mode", [*OWN, "async httpx"])
def test_no_server_keeps_many_waits_beyond_deadline_and_timeout(mode: str) -> None:
    """Of two hundred tasks and two polls at once, none waits until the others have timed out."""
    many = {"deadline": 0.3, "max_concurrency": 2, "schedule": QUICK}
    with served(stall) as server:
        begun = time.monotonic()
        (group,) = run(mode, server.url, ("as_completed", [f"t{n}" for n in range(200)], many), timeout=0.2)
    assert isinstance(group, ExceptionGroup)
    assert [type(each) for each in group.exceptions] == [WaitTimeoutError] * 200
    assert all(each.handle is not None for each in group.exceptions if isinstance(each, GettaskError))
    assert time.monotonic() - begun < 0.3 + 0.2 + SLACK  # a hundred turns of 0.2 s each would take 20


@cache
def zeros(size: int) -> bytes:
    """Return a gzip file of so many zeros; packing them takes long."""
    return gzip.compress(bytes(size))


@pytest.mark.parametrize("mode", ALL)
@pytest.mark.parametrize(
    ("content", "coding"),
    [
        (lambda: gzip.compress(gzip.compress(zeros(1 << 24))), "gzip, gzip, gzip"),
        (lambda: zeros(1 << 27), "gzip"),
        (lambda: zeros(1 << 24) * 20, "gzip"),
        (lambda: gzip.compress(b"") * 200, "gzip"),
        (lambda: b"??", "br"),
        (lambda: gzip.compress(DONE)[:-9], "gzip"),
    ],
    ids=["gzip thrice", "bomb", "bomb in members", "many members", "not asked for", "cut"],
)
def test_no_coding_fills_the_memory_or_hides_a_cut(
    content: Callable[[], bytes], coding: str, mode: str
) -> None:
    """What is too large unpacked, was not asked for, or is cut, is a failed request."""
    response = http(content(), f"Content-Encoding: {coding}")
    with served(lambda connection, _: connection.sendall(response)) as server:
        (error,) = run(mode, server.url, ("get", ID, {}))
    assert isinstance(error, TransportError)


@pytest.mark.parametrize("mode", ALL)
def test_a_body_may_be_several_gzip_members(mode: str) -> None:
    """They are one body, as the standard has it."""
    members = gzip.compress(DONE[:50]) + gzip.compress(DONE[50:])
    with served(lambda connection, _: connection.sendall(http(members, "Content-Encoding: gzip"))) as server:
        (task,) = run(mode, server.url, ("get", ID, {}))
    assert task.raw == json.loads(DONE)


@pytest.mark.parametrize("mode", ALL)
def test_a_create_has_a_connection_of_its_own(mode: str) -> None:
    """A response that waits on a kept connection is not taken for that of a create."""
    stranger = http(json.dumps(body(API, some_status(API, Phase.QUEUED), task_id="stranger")).encode())
    mine = http(json.dumps(body(API, some_status(API, Phase.QUEUED), task_id="mine")).encode())

    def handle(connection: socket.socket, request: bytes) -> None:
        connection.sendall(mine if request.startswith(b"POST") else http(DONE) + stranger)

    with served(handle) as server:
        _, handle_ = run(mode, server.url, ("get", ID, {}), ("create", {"model": "x"}, {"force": True}))
        (posted,) = [b"".join(parts) for parts in server.requests if parts[0].startswith(b"POST")]
    assert handle_.id == "mine"
    assert b"GET " not in posted


@pytest.mark.parametrize("mode", OWN[:2])
def test_surplus_bytes_drop_the_connection(mode: str) -> None:
    """What comes after a response is not the response to the next poll."""
    first = http(DONE) + http(b"{}")
    with served(lambda connection, _: connection.sendall(first)) as server:
        tasks = run(mode, server.url, *[("get", ID, {})] * 3)
        assert [len(connection) for connection in server.requests] == [1, 1, 1]
    assert len({json.dumps(task.raw) for task in tasks}) == 1


@pytest.mark.parametrize("mode", ALL)
def test_a_connection_that_brought_another_task_is_not_used_again(mode: str) -> None:
    """The next poll goes over a new connection, where responses and requests are in step."""
    stranger = http(DONE.replace(ID.encode(), b"stranger"))

    def handle(connection: socket.socket, _: bytes) -> None:
        connection.sendall(stranger if len(server.requests) == 1 else http(DONE))

    with served(handle) as server:
        wrong, right = run(mode, server.url, *[("get", ID, {})] * 2)
        assert [len(connection) for connection in server.requests] == [1, 1]
    assert isinstance(wrong, GettaskError)
    assert right.id == ID
