"""HTTP as uvicorn speaks it, with a bound on all that is not a body: the parser itself takes any amount."""

from __future__ import annotations

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MAX_HEAD = 64 * 1024
"""Bytes that the path and the headers of one request may have, except for what is in its first packet."""
REFUSAL = b"HTTP/1.1 %b\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


class Protocol(HttpToolsProtocol):
    """Ends a connection whose request goes on and on outside its body."""

    _beside = 0
    """Bytes received since the request began, without those of its body."""

    def data_received(self, data: bytes) -> None:
        self._beside += len(data)
        super().data_received(data)
        if self._beside > MAX_HEAD and not self.transport.is_closing():
            if "path" not in (self.scope or ()):  # which is known once the headers have ended
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
