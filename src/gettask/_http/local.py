"""Servers in this process, and what is said of servers that are reached unencrypted."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from .._clock import Clock
from .._download.policy import is_loopback
from .._redact import printable
from ..task import warn_once
from .environment import MOCK_URL
from .httpx_transport import AsyncHttpClient, HttpClient


@dataclass(frozen=True)
class LocalServer:
    """A server in this process, for clients that make their own connections.

    Attributes:
        open_client: Makes a sync HTTP client whose requests it answers.
        open_async_client: Makes an async one.
        clock: The clock of clients that have none of their own.
    """

    open_client: Callable[[], HttpClient]
    open_async_client: Callable[[], AsyncHttpClient]
    clock: Clock


_local: dict[str, LocalServer] = {}


def local_server(base_url: str) -> LocalServer | None:
    """Return the server in this process that has a base URL, None for a server that is reached by network."""
    if not _local:
        return None
    parts = urlsplit(base_url)
    return _local.get(f"{parts.scheme}://{parts.netloc}")


@contextmanager
def served_locally(root: str, server: LocalServer) -> Iterator[None]:
    """Have a server in this process answer for a scheme and host, and `GETTASK_MOCK_URL` name it."""
    before, variable = _local.get(root), os.environ.get(MOCK_URL)
    _local[root] = server
    os.environ[MOCK_URL] = root
    try:
        yield
    finally:
        if before is None:
            _local.pop(root, None)
        else:
            _local[root] = before
        if variable is None:
            os.environ.pop(MOCK_URL, None)
        else:
            os.environ[MOCK_URL] = variable


def warn_of_plain_text(base_url: str) -> None:
    """Warn, once a process, of a server to which the key goes unencrypted over a network."""
    parts = urlsplit(base_url)
    host = parts.hostname or ""
    if parts.scheme == "http" and not is_loopback(host) and local_server(base_url) is None:
        url = f"http://{printable(host)}"
        warn_once(("http", host), f"{url}: the key goes there unencrypted; use https")
