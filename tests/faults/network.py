"""A network in memory, byte by byte: what the clients' connections lead to while a run lasts.

What a connection receives is a script: bytes, pauses in seconds, ends, and calls of functions. The same
scripts are played by a proxy over real sockets (`proxy.py`).
"""

from __future__ import annotations

import asyncio
import math
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from enum import Enum
from functools import partial
from itertools import chain, islice
from typing import Any, Protocol, TypeAlias
from unittest import mock

import anyio.lowlevel
import httpcore

from tests.faults.virtual import HangError, Threads, VirtualTime


class End(Enum):
    """How a connection ends."""

    CLOSED = "closed"
    RESET = "reset"
    SILENT = "silent"


Step: TypeAlias = bytes | float | End | Callable[[], object]
Script: TypeAlias = Iterator[Step]

_LONGEST = 10_000
"""Steps of a script that are played to nobody, after the client has gone."""


class Peer(Protocol):
    """Whom the clients reach."""

    def connecting(self) -> Iterable[Step]:
        """Return what happens before a connection is made: pauses, or an end."""
        ...

    def serve(self, request: bytes) -> Script:
        """Return what a request is answered with."""
        ...


class Connection:
    """One connection: the requests that it carries, and what comes of them when.

    Attributes:
        buffer: Bytes that have come and were not read.
        end: How it ended, None while it is open.
        due: When more happens, infinity if nothing does by itself.
        closed: Whether the client has closed it.
    """

    def __init__(self, peer: Peer, time: VirtualTime) -> None:
        self.buffer = bytearray()
        self.end: End | None = None
        self.due = math.inf
        self.closed = False
        self._peer = peer
        self._time = time
        self._sent = b""
        self._script: Script = iter(())

    def write(self, data: bytes) -> None:
        """Take bytes of a request; a whole one is answered."""
        self.pull()
        if self.end is End.RESET or self.closed:
            raise httpcore.WriteError("connection reset by peer")
        self._sent += data
        while (request := whole(self._sent)) is not None:
            self._sent = self._sent[len(request) :]
            self._script = chain(self._script, self._peer.serve(request))
            if self.end is None and self.due == math.inf:
                self.due = self._time.now

    def pull(self) -> None:
        """Let happen what is due."""
        while self.end is None and self.due <= self._time.now:
            step = next(self._script, None)
            if step is None:
                self.due = math.inf
            elif isinstance(step, End):
                self.end, self.due = step, math.inf
            elif isinstance(step, bytes):
                self.buffer += step
            elif isinstance(step, float):
                self.due += step
            else:
                step()

    def take(self, size: int) -> bytes | None:
        """Return bytes that have come, nothing at the end, None where it takes waiting."""
        self.pull()
        if self.closed:
            raise httpcore.ReadError("closed")
        if self.buffer:
            data = bytes(self.buffer[:size])
            del self.buffer[:size]
            return data
        if self.end is End.CLOSED:
            return b""
        if self.end is End.RESET:
            raise httpcore.ReadError("connection reset by peer")
        return None

    def pause(self, timeout: float) -> tuple[float, bool]:
        """Return the seconds to wait for what comes next, and whether it comes in time."""
        left = self.due - self._time.now
        if left == timeout == math.inf:
            raise HangError("a read without a limit, on a connection where nothing comes")
        return min(left, timeout), left <= timeout

    def close(self) -> None:
        """Hang up. What was sent goes on its way all the same."""
        if not self.closed:
            self.closed = True
            for _ in islice(self._script, _LONGEST):
                pass

    def info(self, name: str) -> Any:
        """Return what httpcore asks a connection for."""
        if name == "is_readable":
            self.pull()
            return bool(self.buffer) or self.end in (End.CLOSED, End.RESET)
        return self if name == "socket" else None

    def shutdown(self, _: int) -> None:
        """Shut down the socket under the client."""
        self.end = End.CLOSED


class Stream(httpcore.NetworkStream):
    """A connection as threads use it."""

    def __init__(self, connection: Connection, threads: Threads) -> None:
        self._connection = connection
        self._threads = threads

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        limit = math.inf if timeout is None else timeout
        while (data := self._connection.take(max_bytes)) is None:
            seconds, comes = self._connection.pause(limit)
            self._threads.sleep(seconds)
            limit -= seconds
            if not comes:
                raise httpcore.ReadTimeout("timed out")
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._connection.write(buffer)

    def close(self) -> None:
        self._connection.close()

    def start_tls(self, *_: Any, **__: Any) -> httpcore.NetworkStream:
        return self

    def get_extra_info(self, info: str) -> Any:
        return self._connection.info(info)


class AsyncStream(httpcore.AsyncNetworkStream):
    """A connection as tasks of asyncio use it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109
        limit = math.inf if timeout is None else timeout
        while (data := self._connection.take(max_bytes)) is None:
            seconds, comes = self._connection.pause(limit)
            await asyncio.sleep(seconds)
            limit -= seconds
            if not comes:
                raise httpcore.ReadTimeout("timed out")
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002, ASYNC109
        await anyio.lowlevel.checkpoint()
        self._connection.write(buffer)

    async def aclose(self) -> None:
        self._connection.close()
        await anyio.lowlevel.checkpoint()

    async def start_tls(self, *_: Any, **__: Any) -> httpcore.AsyncNetworkStream:
        return self

    def get_extra_info(self, info: str) -> Any:
        return self._connection.info(info)


class Network:
    """The connections of one run."""

    def __init__(self, peer: Peer, time: VirtualTime, threads: Threads, addresses: dict[str, str]) -> None:
        self.connections: list[Connection] = []
        self._peer = peer
        self._time = time
        self._threads = threads
        self._addresses = addresses

    @property
    def open(self) -> int:
        """How many connections the clients have not closed."""
        return sum(not each.closed for each in self.connections)

    def _connected(self) -> Connection:
        connection = Connection(self._peer, self._time)
        self.connections.append(connection)
        return connection

    def connect(self, timeout: float | None) -> httpcore.NetworkStream:
        """Connect a thread."""
        limit = math.inf if timeout is None else timeout
        for step in self._peer.connecting():
            seconds = _seconds(step, limit)
            self._threads.sleep(min(seconds, limit))
            limit -= seconds
            if limit <= 0:
                raise httpcore.ConnectTimeout("timed out")
        return Stream(self._connected(), self._threads)

    async def aconnect(self, timeout: float | None) -> httpcore.AsyncNetworkStream:  # noqa: ASYNC109
        """Connect a task of asyncio."""
        limit = math.inf if timeout is None else timeout
        await anyio.lowlevel.checkpoint()
        for step in self._peer.connecting():
            seconds = _seconds(step, limit)
            await asyncio.sleep(min(seconds, limit))
            limit -= seconds
            if limit <= 0:
                raise httpcore.ConnectTimeout("timed out")
        return AsyncStream(self._connected())

    def resolve(self, host: str, port: int | None, *_: Any, **__: Any) -> list[Any]:
        """As socket.getaddrinfo: the hosts of the run are known, and numbers."""
        address = self._addresses.get(host, host if host.replace(".", "").isdigit() else None)
        if address is None:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    @contextmanager
    def patched(self) -> Iterator[None]:
        """Have this network stand for the machine's, and the run's time for its time."""

        def connect(_: object, host: str, port: int, timeout: float | None = None, **__: Any) -> Any:
            del host, port
            return self.connect(timeout)

        async def aconnect(
            _: object,
            host: str,
            port: int,
            timeout: float | None = None,  # noqa: ASYNC109
            **__: Any,
        ) -> Any:
            del host, port
            return await self.aconnect(timeout)

        with ExitStack() as stack:
            for target, replacement in (
                ("httpcore.SyncBackend.connect_tcp", connect),
                ("httpcore.AnyIOBackend.connect_tcp", aconnect),
                ("socket.getaddrinfo", self.resolve),
                ("time.monotonic", self._time.monotonic),
                ("anyio.to_thread.run_sync", _inline),
                ("asyncio.to_thread", _inline),
            ):
                stack.enter_context(mock.patch(target, replacement))
            yield


def _seconds(step: Step, limit: float) -> float:
    if isinstance(step, float):
        return step
    if step is End.SILENT:
        return limit
    raise httpcore.ConnectError("connection refused")


async def _inline(function: Callable[..., Any], *args: Any, **options: Any) -> Any:
    """Call what would run in a thread of its own: a run has no other threads than its own."""
    await anyio.lowlevel.checkpoint()
    return partial(function, *args, **options)()


def whole(data: bytes) -> bytes | None:
    """Return the first request in some bytes, None if it is not whole yet."""
    head, found, rest = data.partition(b"\r\n\r\n")
    if not found:
        return None
    size = 0
    for line in head.lower().split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        size = int(value) if name == b"content-length" else size
    return data[: len(head) + 4 + size] if len(rest) >= size else None
