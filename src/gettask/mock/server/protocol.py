"""HTTP as uvicorn speaks it, with limits for the head of a request: uvicorn itself has none."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MAX_HEAD = 64 * 1024
"""Bytes that the path and the headers of one request may have, except for what is in its first packet."""
HEAD_TIMEOUT = 10.0
"""Seconds in which the head of a request has to arrive."""
REFUSAL = b"HTTP/1.1 %b\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


class Protocol(HttpToolsProtocol):
    """Closes a connection whose request has too many bytes outside its body, or no head in time."""

    head_timeout = HEAD_TIMEOUT
    _beside = 0
    """Bytes received since the request began, without those of its body."""
    _timer: asyncio.TimerHandle | None = None
    """Runs while the head of a request is awaited: of the first, or of one that has begun."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._timer = self.loop.call_later(self.head_timeout, self._time_out)

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_timer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._beside += len(data)
        super().data_received(data)
        has_head = "path" in (self.scope or ())
        if has_head:
            self._stop_timer()
        elif self._timer is None:
            self._timer = self.loop.call_later(self.head_timeout, self._time_out)
        if self._beside > MAX_HEAD and not self.transport.is_closing():
            if not has_head:
                self.transport.write(REFUSAL % b"431 Request Header Fields Too Large")
            elif not self.cycle.response_started:
                self.transport.write(REFUSAL % b"413 Content Too Large")
            self.transport.close()

    def on_message_begin(self) -> None:
        self._beside = 0
        super().on_message_begin()

    def on_body(self, body: bytes) -> None:
        # Chunks may be framed with an eighth of their size: those of a byte or two are an attack.
        self._beside = max(self._beside - len(body) * 9 // 8, 0)
        super().on_body(body)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _time_out(self) -> None:
        # A WebSocket has a protocol of its own by now.
        if not self.transport.is_closing() and self.transport.get_protocol() is self:
            self.transport.write(REFUSAL % b"408 Request Timeout")
            self.transport.close()
