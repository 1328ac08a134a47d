"""A result on its way to disk: how its file is named, and when it is complete."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Literal, TypeAlias

from .._http.response import Response
from ..errors import DownloadError
from ..redact import printable, redact
from ..task import Asset
from .media_types import fits, main_type, suffix_for

MAX_BYTES = 1 << 30
"""Bytes that one result may have if the caller says nothing: 1 GiB."""

_UNPACKED = ("", "identity", "gzip", "deflate")
"""Content codings that httpx always unpacks; one that it does not know would be saved as it is, packed."""

Verify: TypeAlias = Callable[[Asset, Path], object]
"""Takes a result and the file with its bytes, before it gets its name. False or ValueError refuses it."""


class PartialFile:
    """One result on its way: a temporary file in the target folder, moved into place when it is whole.

    What came before a connection broke is kept, and asked for no more if the server can tell that the result
    is still the same (a strong ETag, or the time of its last change).
    """

    def __init__(self, asset: Asset, folder: Path, max_bytes: int) -> None:
        self.asset = asset
        self.folder = folder
        self.max_bytes = max_bytes
        self.complete = False
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

    def accepts(self, response: Response) -> bool:
        """Take the head of a response; say whether its body is wanted.

        Raises DownloadError if it cannot be the asset.
        """
        if response.status == 206 and self.headers():
            self._continue(response)
        elif response.status == 200:
            self._begin(response)
        else:
            if response.status == 416:  # the rest of what we have does not exist: begin again
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
        self.complete = True

    def verify(self, verify: Verify) -> None:
        """Let the caller check the whole file. Raises DownloadError if it is refused."""
        try:
            refused = verify(self.asset, self._part) is False
        except ValueError as error:
            raise self._error(f"is refused: {printable(redact(str(error)))}") from error
        if refused:
            raise self._error("is refused by the check of the caller")

    def commit(self, stem: str) -> Path:
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

    def _begin(self, response: Response) -> None:
        self._type = main_type(response.headers.get("content-type"))
        if not fits(self.asset.kind, self.asset.media_types, self._type):
            expected = " or ".join(self.asset.media_types) or self.asset.kind
            raise self._error(f"is {printable(self._type)}, not {expected}")
        coding = response.headers.get("content-encoding", "").strip().lower()
        if coding not in _UNPACKED:
            raise self._error(f"is packed as {printable(coding)}, which was not asked for")
        packed = bool(coding)  # its length is another, and parts of it mean nothing
        self._expected = None if packed else _number(response.headers.get("content-length", ""))
        if self._expected is not None and self._expected > self.max_bytes:
            raise self._error(
                f"has {self._expected} bytes, more than the {self.max_bytes} that max_bytes allows"
            )
        tag = response.headers.get("etag", "")
        known = tag if tag.startswith('"') else response.headers.get("last-modified")
        self._same = None if packed else known
        self._size = 0
        self._open("wb")

    def _continue(self, response: Response) -> None:
        first, total = _range(response.headers.get("content-range", ""))
        packed = "content-encoding" in response.headers
        if packed or first != self._size or (self._expected or total) != total:
            self._same = None
            raise self._error("answered with another part than was asked for", status_code=502)
        self._expected = total
        self._open("ab")

    def _open(self, mode: Literal["wb", "ab"]) -> None:
        self._close()
        self.complete = False
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


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 20 else None


def _range(text: str) -> tuple[int | None, int | None]:
    """Return the first byte and the length of the whole that a Content-Range names."""
    match = re.fullmatch(r"bytes (\d{1,19})-\d{1,19}/(\d{1,19})", text, re.ASCII)
    return (int(match[1]), int(match[2])) if match else (None, None)
