"""Run by the fixtures: a pypiserver on a free port of this machine, which it prints once it listens.

Takes the settings of `pypiserver.app` as JSON.
"""

import io
import json
import sys
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pypiserver  # type: ignore[import-untyped]


class Quiet(WSGIRequestHandler):
    """Writes no log."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


def whole(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Take in a request whole before pypiserver refuses it, as a proxy in front of it does."""
    environ["wsgi.input"] = io.BytesIO(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"] or 0)))
    body: Iterable[bytes] = app(environ, start_response)
    return body


app = pypiserver.app(**json.loads(sys.argv[1]))
with make_server("127.0.0.1", 0, whole, handler_class=Quiet) as server:
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()
