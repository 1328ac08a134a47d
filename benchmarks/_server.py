"""A server on loopback in a process of its own, so that what it costs falls on nobody who is measured.

It answers every request with one body, as fast as Python can, about the task that the path names:
`python -m benchmarks._server` reads a body, another of a task that has ended, and the id of both from stdin,
and prints its port.
"""

from __future__ import annotations

import asyncio
import json
import math
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.request import urlopen


@contextmanager
def serve(body: bytes, ended: bytes = b"", task: str = "") -> Iterator[str]:
    """Serve a body, and give the base URL.

    Args:
        body: What is answered.
        ended: What is answered once `end_after` so many requests. Default: nothing.
        task: The id in both, which is replaced by the last part of each path. Default: they stay as they are.
    """
    command = [sys.executable, "-m", "benchmarks._server"]
    here = Path(__file__).parents[1]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=here) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(json.dumps([body.decode(), ended.decode(), task]).encode())
        server.stdin.close()
        try:
            yield f"http://127.0.0.1:{int(server.stdout.readline())}"
        finally:
            server.kill()


def end_after(url: str, requests: int) -> None:
    """Let a server answer so many requests from now on with its body, and then with that of the end."""
    urlopen(f"{url}/_left/{requests}").close()


class Answer(asyncio.Protocol):
    """Sends a reply for each request that ends, of which it reads no more than the path."""

    body = ended = (b"",)
    left = math.inf

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport: Any = transport
        self.rest = b""

    def data_received(self, data: bytes) -> None:
        *requests, self.rest = (self.rest + data).split(b"\r\n\r\n")
        self.transport.write(b"".join(map(self.reply, requests)))

    def reply(self, request: bytes) -> bytes:
        """Return the whole reply to a request."""
        _, path, _ = request.split(b" ", 2)
        parent, _, task = path.rpartition(b"/")
        if parent == b"/_left":
            Answer.left = int(task)
        else:
            Answer.left -= 1
        body = task.join(self.body if self.left >= 0 else self.ended)
        return b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (
            len(body),
            body,
        )


async def main() -> None:
    """Serve until somebody ends the process."""
    body, ended, task = (text.encode() for text in json.load(sys.stdin))
    Answer.body, Answer.ended = (tuple(each.split(task)) if task else (each,) for each in (body, ended))
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Answer, "127.0.0.1", 0, backlog=4096)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    with suppress(ImportError):
        import uvloop

        asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
    with suppress(KeyboardInterrupt):
        asyncio.run(main())
