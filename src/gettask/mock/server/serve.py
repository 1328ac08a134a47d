"""Serves an ASGI application with uvicorn."""

from __future__ import annotations

import logging
import signal
import socket
import sys
from collections.abc import Callable
from threading import Thread
from types import FrameType
from typing import NoReturn, Protocol

from gettask.mock.server.streams import EventStreams, Message, Receive, Send

SHUTDOWN_TIMEOUT = 3
"""Seconds that requests in progress may take when the server is stopped."""


class Served(Protocol):
    """An ASGI application whose pages may be live."""

    streams: EventStreams

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None: ...


def serve(
    app: Served,
    host: str = "127.0.0.1",
    port: int = 0,
    listening: Callable[[str], object] | None = None,
    path: str = "",
) -> NoReturn:
    """Serve until SIGTERM or SIGINT, then exit with 0. The first line on stdout is the URL.

    Args:
        app: The application.
        host: The address to listen on. Default: this machine only.
        port: The port to listen on. Default: 0, which takes a free one.
        path: What follows host and port in the URL that is printed. Default: nothing.
        listening: Called with the URL, once a client can connect, in a thread of its own.

    Raises:
        OSError: if the address is not available.
    """
    import uvicorn

    from gettask.mock.server.protocol import Protocol

    class Server(uvicorn.Server):
        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            app.streams.closing = True  # open pages would hold it up
            super().handle_exit(sig, frame)

        def stop(self, *_: object) -> None:
            self.should_exit = True

    config = uvicorn.Config(app, http=Protocol, log_level="warning", access_log=False, lifespan="off")
    config.timeout_graceful_shutdown = SHUTDOWN_TIMEOUT
    logging.getLogger("uvicorn.error").addFilter(_is_unexpected)
    server = Server(config)
    # For the time before the server has its own handlers and after it has dropped them. They raise nothing:
    # inside of a callback of the garbage collector an exception is lost, and the signal would be with it.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, server.stop)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family, backlog=2048) as listener:
        shown = f"[{host}]" if family == socket.AF_INET6 else host
        # It listens already: whoever reads the line can connect.
        url = f"http://{shown}:{listener.getsockname()[1]}{path}"
        sys.stdout.write(f"{url}\n")
        sys.stdout.flush()
        if listening is not None:
            Thread(target=listening, args=(url,), daemon=True).start()
        server.run(sockets=[listener])
    sys.exit(0)


def _is_unexpected(record: logging.LogRecord) -> bool:
    """Leave out the complaint about connections that the mock cuts and WebSockets that it refuses."""
    return "without completing" not in record.getMessage()
