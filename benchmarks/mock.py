"""The mock as a server: polls of a task over 32 keep-alive connections, beside Prism and a bare application.

The bare ASGI application sends the same bytes from the same kind of server, so what it does not reach nobody
can. Prism mocks the same spec; it has no tasks, and answers with the first example. Each is one process; the
load comes from this one.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

import httpx
import uvloop

from benchmarks._table import show, verdict

CONNECTIONS = 32
ROUNDS, SECONDS = 5, 1.0
PATIENCE = 30.0
"""Seconds that a server may take to start."""
KEY = {"X-API-Key": "any"}
ORDER = {"model": "Qubico/flux1-dev", "task_type": "txt2img", "input": {"prompt": "a small cat"}}
ROOT = Path(__file__).parents[1]
SPEC = ROOT / "generated/openapi/piapi.yaml"
PRISM = Path(__file__).with_name("prism")
QUIET = ("-v", "error")

BARE = """
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from gettask.mock.server.serve import serve

BODY = Path(sys.argv[1]).read_bytes()
HEADERS = [tuple(line.encode().split(b": ")) for line in sys.argv[2:]]


class Bare:
    streams = SimpleNamespace(closing=False)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        await send({"type": "http.response.body", "body": BODY})


serve(Bare())
"""


@dataclass
class Server:
    """A server in a process of its own."""

    url: str
    ready: float
    """Seconds from its start to its first answer."""
    process: subprocess.Popen[str]
    polls: float = 0.0
    """How many it answers in a second, at its best."""
    cpu: float | None = None
    """Microseconds of CPU that a poll takes, if the system tells."""
    memory: float = 0.0
    """The most that it took, in megabytes, known once it has ended."""


def main() -> None:
    """Print one table."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        mock = stack.enter_context(running([sys.executable, "-m", "gettask.mock", "--port", "0"]))
        task = f"{mock.url}/api/v1/task"
        with httpx.Client(headers=KEY, trust_env=False) as client:
            created = client.post(task, json=ORDER).raise_for_status().json()
            poll = f"/{created['data']['task_id']}"
            reply = client.get(task + poll).raise_for_status()
        body, script, spec = (Path(folder, name) for name in ("body", "bare.py", "spec.yaml"))
        body.write_bytes(reply.content)
        # The server itself adds these two.
        head = [f"{name}: {value}" for name, value in reply.headers.items() if name not in ("date", "server")]
        script.write_text(BARE)
        shutil.copy(SPEC, spec)  # it is watched for changes
        bare = stack.enter_context(running([sys.executable, str(script), str(body), *head]))
        servers = {"gettask mock": (mock, task + poll), "bare ASGI": (bare, bare.url)}
        for name, options in {"Prism": (), "Prism -v error": QUIET}.items() if has_prism() else ():
            server = stack.enter_context(prism(spec, *options))
            servers[name] = (server, f"{server.url}/api/v1/task{poll}")
        for _ in range(ROUNDS):
            for server, url in servers.values():
                measure(server, url)
    rows: list[list[object]] = []
    for name, (server, _) in servers.items():
        cpu = "" if server.cpu is None else server.cpu
        ratio = mock.polls / server.polls
        rows.append([name, server.polls, "" if server is mock else ratio, cpu, server.ready, server.memory])
    rows.append(["wanted of the mock", "", "", "", "<= 0.5", "<= 60"])
    header = ["server", "polls/s", "mock is", "CPU µs", "ready s", "MB"]
    show(f"Get Task over {CONNECTIONS} connections, {len(reply.content)} bytes", header, rows)
    wanted = {"bare ASGI": 0.6, "Prism": 10.0, "Prism -v error": 5.0}
    for name, ratio in wanted.items():
        if name in servers:
            target, met = verdict(mock.polls / servers[name][0].polls, at_least=ratio)
            print(f"{target} times the polls of {name}: {met}")


def has_prism() -> bool:
    """Install Prism once, if that is possible; if not, say why."""
    npm, lock, stamp = shutil.which("npm"), PRISM / "package-lock.json", PRISM / "node_modules/.lock"
    if npm is None:
        print("\nPrism is left out, since it needs Node 18.20 or later.")
        return False
    if not stamp.exists() or stamp.read_bytes() != lock.read_bytes():
        print("installing Prism, once")
        done = subprocess.run([npm, "ci", "--ignore-scripts", "--silent"], cwd=PRISM, check=False)
        if done.returncode:
            print("\nPrism is left out, since npm could not install it.")
            return False
        shutil.copy(lock, stamp)
    return True


@contextmanager
def prism(spec: Path, *options: str) -> Iterator[Server]:
    """Run Prism on a free port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [str(PRISM / "node_modules/.bin/prism"), "mock", "-p", str(port), *options, str(spec)]
    with running(command, f"http://127.0.0.1:{port}") as server:
        yield server


@contextmanager
def running(command: list[str], url: str = "") -> Iterator[Server]:
    """Run a server, which prints its URL if that is not known, until the end of the block."""
    start = time.perf_counter()
    out = subprocess.DEVNULL if url else subprocess.PIPE
    with subprocess.Popen(command, stdout=out, text=True) as process:
        if process.stdout is not None:
            url = process.stdout.readline().strip()
        while not answers(url):
            if process.poll() is not None or time.perf_counter() - start > PATIENCE:
                process.kill()
                raise SystemExit(f"it did not start: {' '.join(command)}")
            time.sleep(0.005)
        server = Server(url, time.perf_counter() - start, process)
        try:
            yield server
        finally:
            process.send_signal(signal.SIGTERM)
            _, status, usage = os.wait4(process.pid, 0)  # Popen does not tell what it took
            process.returncode = os.waitstatus_to_exitcode(status)
            unit = 1 if sys.platform == "darwin" else 1024
            server.memory = usage.ru_maxrss * unit / 1e6


def answers(url: str) -> bool:
    """Whether there is somebody who answers."""
    with closing(HTTPConnection(urlsplit(url).netloc)) as connection, suppress(OSError):
        connection.request("GET", "/")
        connection.getresponse().read()
        return True
    return False


def measure(server: Server, url: str) -> None:
    """Poll for a second, and keep what is the best so far."""
    before = cpu_seconds(server)
    polls = uvloop.run(rush(url))
    if polls > server.polls:
        server.polls = polls
        spent = None if before is None else (cpu_seconds(server) or 0.0) - before
        server.cpu = None if spent is None else spent / (polls * SECONDS) * 1e6


def cpu_seconds(server: Server) -> float | None:
    """Seconds of CPU that a server has had, if the system tells."""
    stat = Path(f"/proc/{server.process.pid}/stat")
    if not stat.exists():
        return None
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def rush(url: str) -> float:
    """Poll as often as possible for a second, and return how often that was a second."""
    where = urlsplit(url)
    headers = "".join(f"{name}: {value}\r\n" for name, value in KEY.items())
    request = f"GET {where.path or '/'} HTTP/1.1\r\nHost: {where.netloc}\r\n{headers}\r\n".encode()
    address = (where.hostname or "", where.port or 80)
    make = partial(Connection, request, length(request, address))
    loop = asyncio.get_running_loop()
    made = [await loop.create_connection(make, *address) for _ in range(CONNECTIONS)]
    connections = [connection for _, connection in made]
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
