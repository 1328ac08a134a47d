"""An API and a TCP proxy in front of it, both on loopback, on a loop in a thread of its own.

The API makes tasks and answers polls. The proxy spoils requests by a script, one fault each, then none.
"""

from __future__ import annotations

import asyncio
import json
import socket
import struct
import threading
import time
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar

from tests.runtime.harness import body, some_status

FINAL = 3
"""The poll, by the API's count, that finds a task finished."""

T = TypeVar("T")
Ask = Callable[[], Awaitable[bytes]]
Fault = Callable[[asyncio.StreamWriter, Ask], Awaitable[bool]]
"""Deals with one request: (client, what asks the API) → whether the connection can go on."""


async def passed(client: asyncio.StreamWriter, ask: Ask) -> bool:
    """No fault."""
    client.write(await ask())
    return True


async def reset_at_once(client: asyncio.StreamWriter, _: Ask) -> bool:
    """The connection is reset before the API has received the request."""
    reset(client)
    return False


async def reset_without_reply(client: asyncio.StreamWriter, ask: Ask) -> bool:
    """The connection is reset when the API has done its work."""
    await ask()
    reset(client)
    return False


async def reset_in_the_body(client: asyncio.StreamWriter, ask: Ask) -> bool:
    """The connection is reset in the middle of the reply."""
    client.write((await ask())[:-40])
    reset(client)
    return False


async def stall(client: asyncio.StreamWriter, ask: Ask) -> bool:
    """The reply begins and does not go on, until the client hangs up."""
    client.write((await ask())[:90])
    return False


async def cut_json(client: asyncio.StreamWriter, ask: Ask) -> bool:
    """The reply is whole, as HTTP has it, but its JSON is not."""
    client.write(http(content_of(await ask())[:-20]))
    return True


async def too_short(client: asyncio.StreamWriter, ask: Ask) -> bool:
    """The reply ends before it has the bytes that it promised."""
    client.write(http(content_of(await ask()), more=20))
    client.write_eof()
    return False


async def too_long(client: asyncio.StreamWriter, ask: Ask) -> bool:
    """The reply has more bytes than it promised, which nobody may take for the next reply."""
    client.write(http(content_of(await ask()), more=-20))
    return True


async def busy(client: asyncio.StreamWriter, _: Ask) -> bool:
    """Too many requests, says a gateway; the API has not heard of this one."""
    client.write(http(b"{}", "429 Too Many Requests", "Retry-After: 0.002"))
    return True


async def gateway(client: asyncio.StreamWriter, ask: Ask) -> bool:
    """A gateway answers with a page of its own when the API has done its work."""
    await ask()
    client.write(http(b"<html>Bad gateway</html>", "502 Bad Gateway", "Content-Type: text/html"))
    return True


BEFORE_THE_API = (reset_at_once, busy)
"""Faults before the request reaches the API."""
AFTER_THE_API = (reset_without_reply, reset_in_the_body, stall, cut_json, too_short, too_long, gateway)
"""Faults after the request has reached the API."""


@dataclass
class Wire:
    """A proxy and the API behind it, and what came through."""

    api: str
    faults: list[Fault] = field(default_factory=list)
    created: int = 0
    """How many tasks the API has made."""
    polls: dict[str, int] = field(default_factory=dict)
    """How often each task was polled."""
    clients: set[asyncio.StreamWriter] = field(default_factory=set)
    connections: int = 0
    """How many connections clients have made."""
    servers: list[asyncio.Server] = field(default_factory=list)
    port: int = 0
    behind: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def left(self) -> int:
        """Return how many connections of clients are open, once those that are closing are closed."""
        end = time.monotonic() + 5
        while self.clients and time.monotonic() < end:
            time.sleep(0.001)
        return len(self.clients)

    def heard(self) -> bool:
        """Say whether all faults have come, once those are served that have been asked for."""
        end = time.monotonic() + 5
        while self.faults and time.monotonic() < end:  # a client may have gone before it is served
            time.sleep(0.001)
        return not self.faults

    async def open(self) -> None:
        """Listen, where it has listened before if it has."""
        api = await asyncio.start_server(self._api, "127.0.0.1", 0)
        self.behind = api.sockets[0].getsockname()[1]
        proxy = await asyncio.start_server(self._proxy, "127.0.0.1", self.port)
        self.port = proxy.sockets[0].getsockname()[1]
        self.servers = [api, proxy]

    async def shut(self) -> None:
        """Listen no more: connections are refused."""
        for server in self.servers:
            server.close()
        self.servers = []

    async def _api(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await message(reader)
        method, path, _ = request.decode().split(" ", 2)
        if method == "POST":
            self.created += 1
            name, phase = f"new-{self.created}", "queued"
        else:
            name = path.rpartition("/")[2]
            self.polls[name] = self.polls.get(name, 0) + 1
            phase = "succeeded" if self.polls[name] >= FINAL else "running"
        reply = body(self.api, some_status(self.api, phase), task_id=name)
        writer.write(http(json.dumps(reply).encode()))
        await closed(writer)

    async def _proxy(self, reader: asyncio.StreamReader, client: asyncio.StreamWriter) -> None:
        self.clients.add(client)
        self.connections += 1
        try:
            going = True
            while going:
                request = await message(reader)

                async def ask(request: bytes = request) -> bytes:
                    behind, api = await asyncio.open_connection("127.0.0.1", self.behind)
                    api.write(request)
                    reply = await message(behind)
                    await closed(api)
                    return reply

                fault = self.faults.pop(0) if self.faults else passed
                going = await fault(client, ask)
            await reader.read()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # the client has hung up
        finally:
            await closed(client)
            self.clients.discard(client)


async def message(reader: asyncio.StreamReader) -> bytes:
    """Return the bytes of one request or reply."""
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.decode().lower().splitlines()
    size = sum(int(line.partition(":")[2]) for line in lines if line.startswith("content-length:"))
    return head + await reader.readexactly(size)


def http(
    content: bytes, status: str = "200 OK", head: str = "Content-Type: application/json", more: int = 0
) -> bytes:
    """Return a reply, which promises some bytes more or less than it has."""
    lines = f"HTTP/1.1 {status}\r\n{head}\r\nContent-Length: {len(content) + more}\r\n\r\n"
    return lines.encode() + content


def content_of(reply: bytes) -> bytes:
    """Return a reply without its head."""
    return reply.partition(b"\r\n\r\n")[2]


def reset(client: asyncio.StreamWriter) -> None:
    """End a connection as a crash does."""
    peer: socket.socket = client.get_extra_info("socket")
    with suppress(OSError):  # it is closed already, as the client has gone
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.transport.abort()


async def closed(writer: asyncio.StreamWriter) -> None:
    """Close a connection, whatever state it is in."""
    writer.close()
    with suppress(ConnectionError):
        await writer.wait_closed()


class Background:
    """A loop in a thread of its own."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, name="wire", daemon=True)
        self._thread.start()

    def run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """Return what a coroutine returns on that loop."""
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(5)

    def stop(self) -> None:
        """End what runs on the loop, then the loop and the thread."""
        self.run(self._cancel())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join()
        self.loop.close()

    async def _cancel(self) -> None:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
