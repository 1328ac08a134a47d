"""Receives webhooks on loopback while the driver runs."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from ..bodies import Body
from ..redaction import clean_body, clean_headers
from ..trace import Exchange

LARGEST = 1 << 24


class WebhookReceiver:
    """A server on a free port of 127.0.0.1 that answers every webhook with 200.

    Args:
        secret: Names of headers whose value is a secret, in lower case.
    """

    def __init__(self, secret: Iterable[str] = ()) -> None:
        self._exchanges: list[Exchange] = []
        self._lock = threading.Lock()
        receiver, names = self, tuple(secret)

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                started = time.time()
                length = self.headers.get("content-length", "0")
                body = self.rfile.read(min(int(length) if length.isdecimal() else 0, LARGEST))
                headers = clean_headers({name.lower(): value for name, value in self.headers.items()}, names)
                exchange = Exchange(
                    self.command,
                    receiver.url,
                    200,
                    headers,
                    Body(clean_body(body)),
                    started=started,
                    ended=started,
                    webhook=True,
                )
                with receiver._lock:
                    receiver._exchanges.append(exchange)
                self.send_response(200)
                self.send_header("content-length", "0")
                self.end_headers()

            def do_PUT(self) -> None:
                self.do_POST()  # `webhook-request` says that the method is wrong

            def log_message(self, *_: object) -> None:
                """Write nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/webhook"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def received(self) -> list[Exchange]:
        """Return the webhooks that arrived since the last call."""
        with self._lock:
            found, self._exchanges = self._exchanges, []
        return found

    def close(self) -> None:
        """Stop the server."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
