"""A reverse proxy on loopback that records and judges what clients and a server say to each other."""

from __future__ import annotations

import http.client
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from .._download.policy import is_loopback
from .._redact import SHORTEST_SECRET
from .readers.formats import exchange as cleaned
from .redaction import marker, repeats_key
from .trace import Exchange

LARGEST_REQUEST = 1 << 26
"""Bytes of a request body; a larger one is refused."""
KEPT = 1 << 22
"""Bytes of a response body that are recorded; a longer one is passed on, and recorded without its body."""
LONGEST_CLOSE = 5.0
"""Seconds that requests which are under way may still take when the proxy is closed."""
MOST_REQUESTS = 64
"""Requests that are passed on at the same time; others wait."""
_HOP_BY_HOP = """
    connection keep-alive proxy-authenticate proxy-authorization proxy-connection te trailer transfer-encoding
    upgrade
"""
HOP_BY_HOP = frozenset(_HOP_BY_HOP.split())
"""Headers that are about one connection, and not passed on."""
METHODS = ("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS")
CHUNK = 1 << 16

Seen = Callable[[Exchange], object]


class Proxy:
    """Passes requests on to one server, and hands each exchange to a function.

    It listens on 127.0.0.1 only, and answers only requests whose Host is a loopback address. Redirects are
    passed to the client, not followed. Keys are passed on, and removed from what is handed over.

    Args:
        target: The URL of the server; a path in it is put before the path of each request.
        auth: The names of headers that carry a key.
        seen: Called with each exchange, without secrets, from any thread.
        port: The port to listen on. Default: a free one.
        timeout: Seconds that the server may take to answer, or to send more of a body.

    Raises:
        ValueError: The target is not a URL of http or https, or is plain http to another machine.
    """

    def __init__(
        self, target: str, auth: tuple[str, ...], seen: Seen, *, port: int = 0, timeout: float = 300.0
    ) -> None:
        parts = urlsplit(target)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
            raise ValueError(f"{target} is not a URL of a server, such as https://api.example.com")
        if parts.scheme == "http" and not is_loopback(parts.hostname):
            raise ValueError(f"{target} would send keys in clear: write https")
        self._scheme, self._netloc = parts.scheme, parts.netloc.rpartition("@")[2]
        self._root = parts.path.rstrip("/")
        self._auth, self._seen, self._timeout = auth, seen, timeout
        self._places = threading.BoundedSemaphore(MOST_REQUESTS)
        self._server = ThreadingHTTPServer(("127.0.0.1", port), _handler(self))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop listening, and wait a moment for requests that are under way."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        until = time.monotonic() + LONGEST_CLOSE
        taken = 0
        while taken < MOST_REQUESTS and self._places.acquire(timeout=max(until - time.monotonic(), 0.0)):
            taken += 1
        if taken:
            self._places.release(taken)

    def forward(self, client: BaseHTTPRequestHandler, body: bytes) -> None:
        """Pass a request on and its response back."""
        with self._places:
            self._forward(client, body)

    def _forward(self, client: BaseHTTPRequestHandler, body: bytes) -> None:
        headers = {name.lower(): value for name, value in client.headers.items()}
        sent = {name: value for name, value in headers.items() if name not in HOP_BY_HOP}
        sent |= {"host": self._netloc, "accept-encoding": "identity", "connection": "close"}
        sent |= {"content-length": str(len(body))} if body or client.command in ("POST", "PUT") else {}
        started = time.time()
        connection = self._connect()
        status, answered, kept, complete, last = 0, dict[str, str](), b"", False, b""
        try:
            connection.request(client.command, f"{self._root}{client.path}", body or None, sent)
            response = connection.getresponse()
            status, answered = response.status, _headers(response)
            kept, complete, last = _pass_back(client, response)
        except (OSError, http.client.HTTPException) as error:
            client.close_connection = True
            if not status:
                _answer(
                    client, 502, f"{self._scheme}://{self._netloc} did not answer: {type(error).__name__}"
                )
        finally:
            connection.close()
        coded = answered.get("content-encoding", "identity") != "identity"
        hidden = self._keys(headers)
        exchange = cleaned(
            client.command,
            _without(hidden, f"{self._scheme}://{self._netloc}{self._root}{client.path}"),
            status,
            (headers, _without(hidden, body.decode("latin-1")).encode("latin-1")),
            (
                {name: _without(hidden, value) for name, value in answered.items()},
                None
                if coded or len(kept) > KEPT
                else _without(hidden, kept.decode("latin-1")).encode("latin-1"),
            ),
            self._auth,
            started=started,
            seconds=time.time() - started,
            complete=complete or not status,
        )
        names = [name.lower() for name in self._auth]
        self._seen(replace(exchange, leaked=repeats_key(headers, names, answered.values(), kept)))
        # Only now: a client that has the whole response may poll again, and exchanges are in order.
        with suppress(OSError):
            client.wfile.write(last)

    def _keys(self, headers: Mapping[str, str]) -> list[str]:
        """Return the keys in the headers of a request, without their scheme."""
        values = (headers.get(name.lower(), "").rpartition(" ")[2] for name in self._auth)
        return [value for value in values if len(value) >= SHORTEST_SECRET]

    def _connect(self) -> http.client.HTTPConnection:
        if self._scheme == "https":
            context = ssl.create_default_context()
            return http.client.HTTPSConnection(self._netloc, timeout=self._timeout, context=context)
        return http.client.HTTPConnection(self._netloc, timeout=self._timeout)


def _without(secrets: Iterable[str], text: str) -> str:
    for secret in secrets:
        text = text.replace(secret, marker(secret))
    return text


def _headers(response: http.client.HTTPResponse) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in response.getheaders():
        key = name.lower()
        found[key] = f"{found[key]}, {value}" if key in found else value
    return found


def _pass_back(
    client: BaseHTTPRequestHandler, response: http.client.HTTPResponse
) -> tuple[bytes, bool, bytes]:
    """Send a response to the client but for its last bytes.

    Returns:
        The first bytes of its body, whether that is complete, and what is left to send.
    """
    client.send_response_only(response.status, response.reason)
    bodiless = client.command == "HEAD" or response.status in (204, 304)
    announced = response.getheader("content-length", "")
    chunked = not bodiless and not announced
    for name, value in response.getheaders():
        if name.lower() not in HOP_BY_HOP:
            client.send_header(name, value)
    if chunked:
        client.send_header("transfer-encoding", "chunked")
    client.send_header("connection", "close")
    client.close_connection = True
    client.end_headers()
    kept, length, last = bytearray(), 0, b"0\r\n\r\n" if chunked else b""
    end = int(announced) if announced.isdecimal() else None
    try:
        while chunk := response.read1(CHUNK):
            length += len(chunk)
            kept += chunk[: KEPT + 1 - len(kept)]
            if length == end:
                last = chunk
            else:
                client.wfile.write(b"%x\r\n%b\r\n" % (len(chunk), chunk) if chunked else chunk)
    except http.client.IncompleteRead:
        return bytes(kept), False, b""
    return bytes(kept), bodiless or end in (None, length), last


def _answer(client: BaseHTTPRequestHandler, status: int, text: str) -> None:
    body = f"gettask proxy: {text}\n".encode()
    client.send_response_only(status)
    client.send_header("content-type", "text/plain; charset=utf-8")
    client.send_header("content-length", str(len(body)))
    client.end_headers()
    client.wfile.write(body)


def _handler(proxy: Proxy) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 60

        def pass_on(self) -> None:
            host = urlsplit(f"//{self.headers.get('host', '')}").hostname or ""
            if not is_loopback(host) or not self.path.startswith("/"):
                self.close_connection = True
                _answer(self, 403, "answers only requests to a loopback Host")
                return
            try:
                body = b"".join(self._chunks())
            except ValueError as error:
                self.close_connection = True
                _answer(self, 413, str(error))
                return
            proxy.forward(self, body)

        def _chunks(self) -> Iterator[bytes]:
            """Yield the body of the request.

            Raises:
                ValueError: It is too long, or its length cannot be read.
            """
            announced, left = self.headers.get("content-length", "0"), LARGEST_REQUEST
            if "chunked" not in self.headers.get("transfer-encoding", "").lower():
                if not announced.isdecimal() or int(announced) > left:
                    raise ValueError(f"a request body has at most {LARGEST_REQUEST} bytes")
                yield self.rfile.read(int(announced))
                return
            while size := int(self.rfile.readline(100).partition(b";")[0], 16):
                left -= size
                if left < 0 or size < 0:
                    raise ValueError(f"a request body has at most {LARGEST_REQUEST} bytes")
                yield self.rfile.read(size)
                self.rfile.readline(10)
            while self.rfile.readline(CHUNK).strip():
                pass

        def log_message(self, *_: object) -> None:
            """Write nothing."""

    for method in METHODS:
        setattr(Handler, f"do_{method}", Handler.pass_on)
    return Handler
