"""Serves an ASGI application with uvicorn."""

from __future__ import annotations

import logging
import signal
import socket
import sys
from typing import NoReturn

from gettask.mock.server.app import App

SHUTDOWN_TIMEOUT = 3
"""Seconds that requests in progress may take when the server is stopped."""


def serve(app: App, host: str = "127.0.0.1", port: int = 0) -> NoReturn:
    """Serve until SIGTERM or SIGINT, then exit with 0. The first line on stdout is the URL.

    Args:
        app: The application.
        host: The address to listen on. Default: this machine only.
        port: The port to listen on. Default: 0, which takes a free one.

    Raises:
        OSError: if the address is not available.
    """
    import uvicorn

    from gettask.mock.server.protocol import Protocol

    # For the time before the server has its own handlers and after it has dropped them.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family, backlog=2048) as listener:
        shown = f"[{host}]" if family == socket.AF_INET6 else host
        # It listens already: whoever reads the line can connect.
        sys.stdout.write(f"http://{shown}:{listener.getsockname()[1]}\n")
        sys.stdout.flush()
        config = uvicorn.Config(app, http=Protocol, log_level="warning", access_log=False, lifespan="off")
        logging.getLogger("uvicorn.error").addFilter(_is_unexpected)
        config.timeout_graceful_shutdown = SHUTDOWN_TIMEOUT
        uvicorn.Server(config).run(sockets=[listener])
    sys.exit(0)


def _is_unexpected(record: logging.LogRecord) -> bool:
    """Leave out the complaint about connections that the mock cuts and WebSockets that it refuses."""
    return "without completing" not in record.getMessage()
