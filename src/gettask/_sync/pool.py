# Made of src/gettask/_async/pool.py by `make generate`: edit that one.
"""HTTP/1.1 connections to the servers of an API, each carrying one request at a time.

A free connection is taken from the end of a list, so that many cost no more than few. A response leaves its
connection free for the next request only if nothing came after it: what a server or proxy sends on top would
be taken for the next response. All that a request does, from looking for the host to the last byte of the
response, happens within its time.
"""

from __future__ import annotations

import math
import time
from collections import deque
from contextlib import suppress
from ssl import SSLContext

import h11
import httpcore

from .._http.decoding import ACCEPT_ENCODING, CodingError, unpack
from .._http.errors import MAX_BODY, TOO_LARGE, TOO_SLOW, invalid_url, no_response
from .._http.request import Request
from .._http.response import Response
from .concurrency import Turns, resolve, run_shielded

KEEPALIVE_EXPIRY = 30.0
"""Seconds that a free connection is kept for the next request."""

_READ = 1 << 16
_MAX_HEAD = 100 << 10
_NOT_SENT = (httpcore.ConnectError, httpcore.ConnectTimeout)
_FAILURES = (
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.TimeoutException,
    h11.ProtocolError,
    CodingError,
    OSError,  # a host without an address; TimeoutError is one
    UnicodeError,  # a host that no name server can be asked for
)


class ConnectionPool:
    """Connections, made when they are needed.

    Args:
        timeout: Seconds for one request as a whole; None for no limit.
        tls: What certificates are checked against.
        network: What connects. Default: the machine's network.
    """

    def __init__(
        self, timeout: float | None, tls: SSLContext, network: httpcore.NetworkBackend | None = None
    ) -> None:
        tls.set_alpn_protocols(["http/1.1"])
        self._timeout = timeout
        self._tls = tls
        self._network = network or httpcore.SyncBackend()
        self._free: dict[str, deque[Connection]] = {}
        self._closed = False
        self._turns = Turns()

    def send(self, request: Request) -> Response:
        """Return the response.

        Raises:
            TransportError: There is none, or not within the timeout.
        """
        try:
            url = httpcore.URL(request.url)
        except ValueError as error:
            raise invalid_url(request.url, error) from error
        connection = None
        try:
            self._turns.take(request.limit)
            try:
                limit = TimeLimit(request.seconds(self._timeout))
                # What must not be sent twice goes over a connection that no server can be about to close.
                connection = self._acquire(request.host) if request.idempotent else None
                if connection is None:
                    connection = Connection(self._connect(url, limit))
                try:
                    return connection.send(request, url, limit)
                finally:
                    self._release(request.host, connection)
            finally:
                self._turns.give_back()
        except _FAILURES as error:
            # What went on below says nothing to callers that the message does not say.
            sent = connection is not None
            raise no_response(request.url, error, sent=sent) from error.with_traceback(None)

    def close(self) -> None:
        """Close the free connections, and the others when they become free."""
        self._closed = True
        for connections in self._free.values():
            while connections:
                connections.pop().close()

    @property
    def free(self) -> int:
        """How many connections are kept for the next request."""
        return sum(map(len, self._free.values()))

    def _connect(self, url: httpcore.URL, limit: TimeLimit) -> httpcore.NetworkStream:
        """Return a connection to the first address of a host that takes one."""
        host = url.host.decode().strip("[]")
        addresses = resolve(host, url.port or (443 if url.scheme == b"https" else 80))
        for number, (address, port) in enumerate(addresses):
            try:
                share = limit.left(len(addresses) - number)
                stream = self._network.connect_tcp(address, port, timeout=share)
                break
            except _NOT_SENT:
                if number + 1 == len(addresses):
                    raise
        if url.scheme != b"https":
            return stream
        try:
            return stream.start_tls(self._tls, server_hostname=host, timeout=limit.left())
        except BaseException:
            run_shielded(stream.close)
            raise

    def _acquire(self, host: str) -> Connection | None:
        """Return the connection that was used last, None if none is as good as new."""
        connections = self._free.get(host)
        while connections:
            connection = connections.pop()
            if connection.usable:
                return connection
            connection.close()
        return None

    def _release(self, host: str, connection: Connection) -> None:
        """Keep a connection for the next request, or close it if its last request did not end well."""
        if self._closed or not connection.usable:
            run_shielded(connection.close)
            return
        connections = self._free.setdefault(host, deque())
        connections.append(connection)
        if connections[0].expired:  # the one that nobody has needed for the longest
            connections.popleft().close()


class Connection:
    """One connection, which carries one request at a time."""

    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream
        self._http = h11.Connection(h11.CLIENT, max_incomplete_event_size=_MAX_HEAD)
        self._idle_since = -math.inf

    @property
    def expired(self) -> bool:
        """Whether the connection has been free for too long."""
        return time.monotonic() - self._idle_since > KEEPALIVE_EXPIRY

    @property
    def usable(self) -> bool:
        """Whether the last response is whole, and nothing has come after it, not even the end."""
        return not self.expired and not self._stream.get_extra_info("is_readable")

    def send(self, request: Request, url: httpcore.URL, limit: TimeLimit) -> Response:
        """Return the response to a request."""
        self._idle_since = -math.inf
        headers = [("Host", request.host), ("Accept-Encoding", ACCEPT_ENCODING), *request.headers.items()]
        body = request.body
        if body is not None:
            headers.append(("Content-Length", str(len(body))))
        sent = self._http.send(h11.Request(method=request.method, target=url.target, headers=headers)) or b""
        sent += (self._http.send(h11.Data(data=body)) or b"") if body else b""
        sent += self._http.send(h11.EndOfMessage()) or b""
        with suppress(httpcore.WriteError):  # a server may answer, and hang up, before it has read all
            for start in range(0, len(sent), _READ):
                self._stream.write(sent[start : start + _READ], limit.left())
        return self._receive(limit)

    def _receive(self, limit: TimeLimit) -> Response:
        head: h11.Response | None = None
        body = bytearray()
        while True:
            event = self._http.next_event()
            if event is h11.NEED_DATA:
                data = self._stream.read(_READ, limit.left())
                if not data and head is None:
                    raise httpcore.RemoteProtocolError("the server hung up without a response")
                self._http.receive_data(data)
            elif isinstance(event, h11.Data):
                body += event.data
                if len(body) > MAX_BODY:
                    raise httpcore.ReadError(TOO_LARGE)
            elif isinstance(event, h11.Response):
                head = event
            elif not isinstance(event, h11.InformationalResponse):
                break
        if head is None or not isinstance(event, h11.EndOfMessage):
            raise httpcore.RemoteProtocolError("the response is not whole")
        reusable = self._http.our_state is h11.DONE and self._http.their_state is h11.DONE
        if reusable and not self._http.trailing_data[0]:
            self._http.start_next_cycle()
            self._idle_since = time.monotonic()
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in head.headers}
        content = unpack(bytes(body), headers.get("content-encoding"))
        return Response(head.status_code, headers, content, self._distrust)

    def _distrust(self) -> None:
        """Have the connection closed instead of used again: what came over it was not meant for us."""
        self._idle_since = -math.inf

    def close(self) -> None:
        """Close the connection."""
        self._idle_since = -math.inf
        self._stream.close()


class TimeLimit:
    """When a request has to have ended; `seconds` from now, None for no limit."""

    def __init__(self, seconds: float | None) -> None:
        self._end = math.inf if seconds is None else time.monotonic() + seconds

    def left(self, parts: int = 1) -> float | None:
        """Return the seconds that are left for the next of so many steps, None without a limit.

        Raises:
            httpcore.TimeoutException: There are none.
        """
        if self._end == math.inf:
            return None
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout(TOO_SLOW)
        return left / parts
