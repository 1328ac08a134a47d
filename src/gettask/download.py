"""Fetching a result safely: which hosts may be asked, how files are named, and what makes a file whole."""

from __future__ import annotations

import ipaddress
import os
import re
import secrets
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Literal, TypeAlias
from urllib.parse import urljoin

from .errors import DownloadError
from .media import fits, main_type, suffix_for
from .redact import printable, redact
from .replies import Reply
from .task import Asset

MAX_BYTES = 1 << 30
"""Bytes that one result may have if the caller says nothing: 1 GiB."""

MAX_REDIRECTS = 5

_UNPACKED = ("", "identity", "gzip", "deflate")
"""Content codings that httpx always unpacks; one that it does not know would be saved as it is, packed."""

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address

# IPv6 that stands for the IPv4 address in its last 32 bits: compatible, translated (NAT64).
_EMBEDDING = tuple(map(ipaddress.IPv6Network, ("::/96", "64:ff9b::/96", "64:ff9b:1::/96")))

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
    return any(not each.is_global or each.is_multicast for each in _meant(address))


def is_loopback(host: str) -> bool:
    """Say whether a host, by its name or number alone, is this machine."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    address = _address(host)
    return address is not None and address.is_loopback


def redirected(url: str, reply: Reply) -> str | None:
    """Return where a reply redirects to, None if it does not."""
    target = reply.headers.get("location")
    if not target or reply.status not in (301, 302, 303, 307, 308):
        return None
    try:
        return urljoin(url, target)
    except ValueError:  # half a host; it is refused like any other that cannot be read
        return target


Verify: TypeAlias = Callable[[Asset, Path], object]
"""Takes a result and the file with its bytes, before it gets its name. False or ValueError refuses it."""


class Sink:
    """One result on its way: a temporary file in the target folder, moved into place when it is whole.

    What came before a connection broke is kept, and asked for no more if the server can tell that the result
    is still the same (a strong ETag, or the time of its last change).
    """

    def __init__(self, asset: Asset, folder: Path, max_bytes: int) -> None:
        self.asset = asset
        self.folder = folder
        self.max_bytes = max_bytes
        self.whole = False
        self._given_up = False
        self._part = folder / f".gettask-{secrets.token_hex(8)}.part"
        self._file: BinaryIO | None = None
        self._size = 0
        self._expected: int | None = None
        self._type = ""
        self._same: str | None = None

    def headers(self) -> dict[str, str]:
        """Return what the next request says: where to go on, if that is possible."""
        self._close()
        if self._same is None or not self._size:
            return {}
        return {"Range": f"bytes={self._size}-", "If-Range": self._same}

    def accepts(self, reply: Reply) -> bool:
        """Take the head of a reply; say whether its body is wanted.

        Raises DownloadError if it cannot be the asset.
        """
        if reply.status == 206 and self.headers():
            self._continue(reply)
        elif reply.status == 200:
            self._begin(reply)
        else:
            if reply.status == 416:  # the rest of what we have does not exist: begin again
                self._same = None
            return False
        return True

    def write(self, chunk: bytes) -> None:
        """Take some of the body."""
        if self._size + len(chunk) > self.max_bytes:
            raise self._error(f"has more than the {self.max_bytes} bytes that max_bytes allows")
        if self._file is None or self._given_up:
            raise self._error("is no longer wanted")
        with on_disk(self.folder):
            self._file.write(chunk)
        self._size += len(chunk)

    def finish(self) -> None:
        """Take the end of the body. Raises DownloadError if some of it is missing."""
        self._close()
        if self._expected not in (None, self._size):
            raise self._error(f"was cut: {self._size} of {self._expected} bytes came", status_code=502)
        if self._size == 0:
            raise self._error("is empty")
        self.whole = True

    def verify(self, verify: Verify) -> None:
        """Let the caller check the whole file. Raises DownloadError if it is refused."""
        try:
            refused = verify(self.asset, self._part) is False
        except ValueError as error:
            raise self._error(f"is refused: {printable(redact(str(error)))}") from error
        if refused:
            raise self._error("is refused by the check of the caller")

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
                with on_disk(self.folder):
                    self._part.replace(target)
            return target

    def discard(self) -> None:
        """Leave nothing of the temporary file, now and from now on."""
        self._given_up = True
        self._close()
        self._part.unlink(missing_ok=True)

    def _begin(self, reply: Reply) -> None:
        self._type = main_type(reply.headers.get("content-type"))
        if not fits(self.asset.kind, self.asset.media_types, self._type):
            expected = " or ".join(self.asset.media_types) or self.asset.kind
            raise self._error(f"is {printable(self._type)}, not {expected}")
        coding = reply.headers.get("content-encoding", "").strip().lower()
        if coding not in _UNPACKED:
            raise self._error(f"is packed as {printable(coding)}, which was not asked for")
        packed = bool(coding)  # its length is another, and parts of it mean nothing
        self._expected = None if packed else _number(reply.headers.get("content-length", ""))
        if self._expected is not None and self._expected > self.max_bytes:
            raise self._error(
                f"has {self._expected} bytes, more than the {self.max_bytes} that max_bytes allows"
            )
        tag = reply.headers.get("etag", "")
        known = tag if tag.startswith('"') else reply.headers.get("last-modified")
        self._same = None if packed else known
        self._size = 0
        self._open("wb")

    def _continue(self, reply: Reply) -> None:
        first, total = _range(reply.headers.get("content-range", ""))
        packed = "content-encoding" in reply.headers
        if packed or first != self._size or (self._expected or total) != total:
            self._same = None
            raise self._error("answered with another part than was asked for", status_code=502)
        self._expected = total
        self._open("ab")

    def _open(self, mode: Literal["wb", "ab"]) -> None:
        self._close()
        self.whole = False
        if self._given_up:
            raise self._error("is no longer wanted")
        with on_disk(self.folder):
            self._file = self._part.open(mode)

    def _close(self) -> None:
        if self._file is not None:
            file, self._file = self._file, None
            with on_disk(self.folder):
                file.close()

    def _error(self, problem: str, status_code: int | None = None) -> DownloadError:
        return DownloadError(f"{redact(self.asset.url)} {problem}.", status_code=status_code)


@contextmanager
def on_disk(folder: Path) -> Iterator[None]:
    """Turn what the file system refuses into a DownloadError that says so."""
    try:
        yield
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise DownloadError(f"Cannot save to {folder}: {why}. Free space or allow writing there.") from error


def stem_of(asset: Asset, index: int) -> str:
    """Return the name of an asset's file without its suffix: nothing in it comes from the network."""
    return f"{re.sub(r'[^a-z0-9]+', '-', asset.kind.lower())}-{index}"


def _meant(address: Address) -> Iterator[Address]:
    """Yield the addresses that packets to one may reach: itself, or the IPv4 ones that it carries."""
    carried = []
    if isinstance(address, ipaddress.IPv6Address):
        low = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
        embedded = low if any(address in network for network in _EMBEDDING) else None
        carried = [
            inner
            for inner in (address.ipv4_mapped, address.sixtofour, *(address.teredo or ()), embedded)
            if inner is not None
        ]
    yield from carried or [address]


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 20 else None


def _range(text: str) -> tuple[int | None, int | None]:
    """Return the first byte and the length of the whole that a Content-Range names."""
    match = re.fullmatch(r"bytes (\d{1,19})-\d{1,19}/(\d{1,19})", text, re.ASCII)
    return (int(match[1]), int(match[2])) if match else (None, None)


def _address(host: str) -> Address | None:
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
