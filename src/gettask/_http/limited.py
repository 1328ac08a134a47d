"""Connections whose reads end at one time limit: httpx limits each read alone, which a trickle stretches."""

from __future__ import annotations

import math
from ssl import SSLContext
from typing import Any

import httpcore

from .errors import TOO_SLOW
from .time_limit import remaining


def limited_pool(tls: SSLContext) -> httpcore.ConnectionPool:
    """Return a pool that keeps to the limit of the block that it is used in, with the numbers of httpx."""
    return httpcore.ConnectionPool(
        tls,
        max_connections=100,
        max_keepalive_connections=20,
        keepalive_expiry=5.0,
        network_backend=_LimitedBackend(),
    )


def _left(timeout: float | None) -> float | None:
    """Return the seconds that a step may take."""
    left = remaining()
    if left <= 0:
        raise httpcore.ReadTimeout(TOO_SLOW)
    return timeout if left == math.inf else left if timeout is None else min(left, timeout)


class _LimitedBackend(httpcore.NetworkBackend):
    """Connects as httpcore does, within the limit of the block that it is used in."""

    def __init__(self) -> None:
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, *args: Any, **options: Any
    ) -> httpcore.NetworkStream:
        stream = self._network.connect_tcp(host, port, _left(timeout), *args, **options)
        return _LimitedStream(stream)


class _LimitedStream(httpcore.NetworkStream):
    """A connection each of whose steps ends at the limit."""

    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        try:
            return _LimitedStream(self._stream.start_tls(ssl_context, server_hostname, _left(timeout)))
        except BaseException:  # httpcore leaves that to the network
            self.close()
            raise

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
