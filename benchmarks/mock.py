"""The mock as a server: looks at a task over 32 keep-alive connections, against a bare ASGI application.

The bare application sends the same body from the same kind of server, so what it does not reach nobody can.
One process each; the load comes from this one.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

import httpx
import uvloop

from benchmarks._table import show

CONNECTIONS = 32
ROUNDS, SECONDS = 5, 1.0
KEY = {"Authorization": "Bearer any"}
ORDER = {"type": "text_to_image", "prompt": "a small cat"}

BARE = """
import sys
from pathlib import Path
from typing import cast
from typing import Any

from gettask.mock.serve import serve

BODY = Path(sys.argv[1]).read_bytes()
HEADERS = [(b"content-type", b"application/json"), (b"content-length", str(len(BODY)).encode())]


async def app(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    await send({"type": "http.response.body", "body": BODY})


serve(app)
"""


@dataclass
class Server:
    """A server in a process of its own."""

    url: str
    ready: float
    """Seconds from its start to its first answer."""
    process: subprocess.Popen[str]
    memory: float = 0.0
    """The most that it took, in megabytes, known once it has ended."""


def main() -> None:
    """Print one table."""
    with tempfile.TemporaryDirectory() as folder, running("-m", "gettask.mock", "--port", "0") as mock:
        task = f"{mock.url}/v2/openapi/task"
        with httpx.Client(headers=KEY, trust_env=False) as client:
            created = client.post(task, json=ORDER).raise_for_status().json()
            look = f"{task}/{created['data']['task_id']}"
            reply = client.get(look).raise_for_status()
        body, script = Path(folder, "body"), Path(folder, "bare.py")
        body.write_bytes(reply.content)
        script.write_text(BARE)
        with running(str(script), str(body)) as bare:
            loads = {"gettask mock": load(look), "bare ASGI": load(bare.url)}
            best = dict.fromkeys(loads, 0.0)
            for _ in range(ROUNDS):
                for name, run in loads.items():
                    best[name] = max(best[name], run())
    rows = [
        [name, best[name], best[name] / best["bare ASGI"], server.ready, server.memory]
        for name, server in (("gettask mock", mock), ("bare ASGI", bare))
    ]
    rows.append(["wanted", "", ">= 0.6", "<= 0.5", "<= 60"])
    header = ["server", "looks/s", "/bare", "ready s", "MB"]
    show(f"Get Task over {CONNECTIONS} connections, {len(reply.content)} bytes", header, rows)


@contextmanager
def running(*command: str) -> Iterator[Server]:
    """Run a server that prints its URL, until the end of the block."""
    start = time.perf_counter()
    with subprocess.Popen([sys.executable, *command], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        connection = HTTPConnection(urlsplit(url).netloc)
        connection.request("GET", "/")
        connection.getresponse().read()
        connection.close()
        server = Server(url, time.perf_counter() - start, process)
        try:
            yield server
        finally:
            process.send_signal(signal.SIGTERM)
            _, status, usage = os.wait4(process.pid, 0)  # Popen does not tell what it took
            process.returncode = os.waitstatus_to_exitcode(status)
            unit = 1 if sys.platform == "darwin" else 1024
            server.memory = usage.ru_maxrss * unit / 1e6


def load(url: str) -> Callable[[], float]:
    """A function that looks as often as it can for a second, and returns how often that was a second."""
    where = urlsplit(url)
    headers = "".join(f"{name}: {value}\r\n" for name, value in KEY.items())
    request = f"GET {where.path or '/'} HTTP/1.1\r\nHost: {where.netloc}\r\n{headers}\r\n".encode()
    address = (where.hostname or "", where.port or 80)
    size = length(request, address)

    async def rush() -> float:
        loop = asyncio.get_running_loop()
        connections = [Connection(request, size) for _ in range(CONNECTIONS)]
        for connection in connections:
            await loop.create_connection(partial(_same, connection), *address)
        start = loop.time()
        for connection in connections:
            connection.ask()
        await asyncio.sleep(SECONDS)
        taken = loop.time() - start
        count = sum(connection.count for connection in connections)
        if any(connection.overrun for connection in connections):
            raise RuntimeError("a reply was longer than the first one")
        for connection in connections:
            connection.close()
        return count / taken

    return lambda: uvloop.run(rush())


def _same(connection: Connection) -> Connection:
    return connection


def length(request: bytes, address: tuple[str, int]) -> int:
    """How many bytes the reply to the request has, which is the same each time."""
    with socket.create_connection(address) as connection:
        connection.sendall(request)
        reply = b""
        while b"\r\n\r\n" not in reply:
            reply += connection.recv(65536)
        head, _, _ = reply.partition(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200 "):
            raise RuntimeError(f"not a good reply: {head[:100]!r}")
        lines = (line.partition(b":") for line in head.lower().splitlines())
        return len(head) + 4 + next(int(value) for name, _, value in lines if name == b"content-length")


class Connection(asyncio.Protocol):
    """Asks again as soon as it has been answered."""

    def __init__(self, request: bytes, size: int) -> None:
        self._request, self._size, self._got = request, size, 0
        self._transport: asyncio.Transport | None = None
        self.count = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transports are no subclasses.
        self._transport = cast("asyncio.Transport", transport)

    def ask(self) -> None:
        """Send the request."""
        assert self._transport is not None
        self._transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        self._got += len(data)
        if self._got == self._size:
            self._got = 0
            self.count += 1
            self.ask()

    @property
    def overrun(self) -> bool:
        """Whether more came than a reply is long."""
        return self._got > self._size

    def close(self) -> None:
        """Stop asking."""
        assert self._transport is not None
        self._transport.abort()
