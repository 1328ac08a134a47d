"""The one coding of response bodies that is asked for, unpacked within bounds."""

from __future__ import annotations

import zlib

from .errors import MAX_BODY, TOO_LARGE

ACCEPT_ENCODING = "gzip"
"""The value of Accept-Encoding."""


_MAGIC = b"\x1f\x8b"
_MEMBERS = 100


class CodingError(ValueError):
    """The body of a response cannot be unpacked."""


def unpack(body: bytes, coding: str | None) -> bytes:
    """Return an unpacked body.

    Args:
        body: The body as it came.
        coding: The header Content-Encoding, None if there is none.

    Raises:
        CodingError: The coding was not asked for, or the body is cut, damaged or too large.
    """
    name = (coding or "identity").strip().lower()
    if name in ("", "identity"):
        return body
    if name not in ("gzip", "x-gzip"):
        raise CodingError(f"the response has the coding {name[:80]!r}, which was not asked for")
    unpacked, rest = b"", body
    for _ in range(_MEMBERS):  # gzip members may follow one another
        unpacker = zlib.decompressobj(wbits=31)
        try:
            unpacked += unpacker.decompress(rest, MAX_BODY + 1 - len(unpacked))
        except zlib.error as error:
            raise CodingError(f"the response is not gzip: {error}") from error
        if len(unpacked) > MAX_BODY:
            raise CodingError(TOO_LARGE)
        if not unpacker.eof:
            raise CodingError("the response is cut")
        rest = unpacker.unused_data
        if not rest.startswith(_MAGIC):
            return unpacked
    raise CodingError(f"the response has more than {_MEMBERS} gzip members")
