"""Decodes gzip and deflate, and knows whether the stream has ended, which httpx does not say."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

_PIECE = 1 << 20
_GZIP_OR_ZLIB, _RAW = 47, -15


class Decoder:
    """Decodes a stream in pieces of bounded size.

    Attributes:
        complete: Whether the stream has ended.
    """

    def __init__(self) -> None:
        self.complete = False
        self._started = False
        self._decoder = zlib.decompressobj(_GZIP_OR_ZLIB)

    def decode(self, chunk: bytes) -> Iterator[bytes]:
        """Yield the decoded bytes of a chunk; raise zlib.error if it is not encoded like this."""
        while chunk:
            if self.complete:  # gzip files may follow one another
                self._decoder, self.complete = zlib.decompressobj(_GZIP_OR_ZLIB), False
            try:
                piece = self._decoder.decompress(chunk, _PIECE)
            except zlib.error:
                if self._started:
                    raise
                self._decoder = zlib.decompressobj(_RAW)  # some servers send deflate without its header
                piece = self._decoder.decompress(chunk, _PIECE)
            self._started = True
            self.complete = self._decoder.eof
            chunk = self._decoder.unused_data if self.complete else self._decoder.unconsumed_tail
            if piece:
                yield piece
