"""Fetching a result safely: which hosts may be asked, how files are named, and what makes a file whole."""

from __future__ import annotations

import ipaddress
import os
import re
import secrets
import socket
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urljoin

from .errors import DownloadError
from .media import fits, main_type, suffix_for
from .redact import printable, redact
from .replies import Reply
from .task import Asset

MAX_BYTES = 1 << 30
"""Bytes that one result may have if the caller says nothing: 1 GiB."""

MAX_REDIRECTS = 5

# One strict reading, so that no two parsers can disagree on the host: ASCII, no user, no backslash.
_URL = re.compile(
    r"(?i)https?://(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::[0-9]{1,5})?(?:[/?#][^\s\\\x00-\x1f\x7f]*)?"
)


def host_of(url: str) -> str:
    """Return the host of a URL. Raises DownloadError for all but plain http and https."""
    match = _URL.fullmatch(url)
    if match is None:
        raise DownloadError(f"Refused to fetch {printable(redact(url))!r}: not a plain http or https URL.")
    return match[1].lower().strip("[]").rstrip(".")


def is_private(host: str) -> bool:
    """Say whether a host, by its name or number alone, is not on the public internet."""
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
        return True
    address = _address(host)
    if address is None:
        return False
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None) or address
    return not inner.is_global or inner.is_multicast


def redirected(url: str, reply: Reply) -> str | None:
    """Return where a reply redirects to, None if it does not."""
    target = reply.headers.get("location")
    if not target or reply.status not in (301, 302, 303, 307, 308):
        return None
    try:
        return urljoin(url, target)
    except ValueError:  # half a host; it is refused like any other that cannot be read
        return target


class Sink:
    """One result on its way: a temporary file in the target folder, moved into place when it is whole."""

    def __init__(self, asset: Asset, folder: Path, max_bytes: int) -> None:
        self.asset = asset
        self.folder = folder
        self.max_bytes = max_bytes
        self._part = folder / f".gettask-{secrets.token_hex(8)}.part"
        self._file: BinaryIO | None = None
        self._size = 0
        self._expected: int | None = None
        self._type = ""

    def accepts(self, reply: Reply) -> bool:
        """Take the head of a reply; say whether its body is wanted.

        Raises DownloadError if it cannot be the asset.
        """
        if reply.status != 200:
            return False
        self._type = main_type(reply.headers.get("content-type"))
        if not fits(self.asset.kind, self.asset.media_types, self._type):
            expected = " or ".join(self.asset.media_types) or self.asset.kind
            raise self._error(f"is {printable(self._type)}, not {expected}")
        length = reply.headers.get("content-length", "")
        known = length.isascii() and length.isdecimal() and "content-encoding" not in reply.headers
        self._expected = int(length) if known else None  # of a packed body it is another length
        if self._expected is not None and self._expected > self.max_bytes:
            raise self._error(
                f"has {self._expected} bytes, more than the {self.max_bytes} that max_bytes allows"
            )
        self._close()
        self._size = 0
        self._file = self._part.open("wb")
        return True

    def write(self, chunk: bytes) -> None:
        """Take some of the body."""
        self._size += len(chunk)
        if self._size > self.max_bytes:
            raise self._error(f"has more than the {self.max_bytes} bytes that max_bytes allows")
        if self._file is not None:
            self._file.write(chunk)

    def finish(self) -> None:
        """Take the end of the body. Raises DownloadError if some of it is missing."""
        self._close()
        if self._expected not in (None, self._size):
            raise self._error(f"was cut: {self._size} of {self._expected} bytes came", status_code=502)
        if self._size == 0:
            raise self._error("is empty")

    def keep(self, stem: str) -> Path:
        """Move the file into place under a name that no file has, and return it."""
        suffix = suffix_for(self.asset.url, self._type, self.asset.media_types)
        number = 1
        while True:
            target = self.folder / (f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}")
            try:
                os.link(
                    self._part, target
                )  # unlike a rename, never replaces a file that another process just made
            except FileExistsError:
                number += 1
                continue
            except OSError:  # a file system without links
                if target.exists():
                    number += 1
                    continue
                self._part.replace(target)
            return target

    def discard(self) -> None:
        """Leave nothing of the temporary file."""
        self._close()
        self._part.unlink(missing_ok=True)

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def _error(self, problem: str, status_code: int | None = None) -> DownloadError:
        return DownloadError(f"{redact(self.asset.url)} {problem}.", status_code=status_code)


def stem_of(asset: Asset, index: int) -> str:
    """Return the name of an asset's file without its suffix: nothing in it comes from the network."""
    return f"{re.sub(r'[^a-z0-9]+', '-', asset.kind.lower())}-{index}"


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(
            socket.inet_aton(host)
        )  # 127.1, 0x7f000001, 2130706433: all of them loopback
    except OSError:
        return None
