"""A file that is being downloaded: its checks, its name, and how it continues after a broken transfer."""

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
"""The default limit of bytes of one result: 1 GiB."""

_UNPACKED = ("", "identity", "gzip", "deflate")
"""The content codings that httpx decodes; a result in any other would be saved encoded."""

Verify: TypeAlias = Callable[[Asset, Path], object]
"""Takes a result and the complete file, before that gets its name; False or ValueError rejects it."""


class PartialFile:
    """One result that is being downloaded: a temporary file in the target folder, moved when it is complete.

    After a broken transfer the bytes that came are kept, and the rest is requested (Range) if the server
    gives a validator: a strong ETag or Last-Modified.

    Attributes:
        asset: The result.
        folder: The target folder.
        max_bytes: The limit of bytes.
        complete: Whether all bytes are there.
    """

    def __init__(self, asset: Asset, folder: Path, max_bytes: int) -> None:
        self.asset = asset
        self.folder = folder
        self.max_bytes = max_bytes
        self.complete = False
        self._discarded = False
        self._part = folder / f".gettask-{secrets.token_hex(8)}.part"
        self._file: BinaryIO | None = None
        self._size = 0
        self._expected: int | None = None
        self._type = ""
        self._validator: str | None = None

    def headers(self) -> dict[str, str]:
        """Return the headers of the next request: the range that is missing, if there is a validator."""
        self._close()
        if self._validator is None or not self._size:
            return {}
        return {"Range": f"bytes={self._size}-", "If-Range": self._validator}

    def accepts(self, response: Response) -> bool:
        """Take the head of a response, and return whether its body is to be written.

        Raises:
            DownloadError: The response cannot be the asset.
        """
        if response.status == 206 and self.headers():
            self._continue(response)
        elif response.status == 200:
            self._begin(response)
        else:
            if response.status == 416:  # the missing range does not exist: start again
                self._validator = None
            return False
        return True

    def write(self, chunk: bytes) -> None:
        """Write a chunk of the body."""
        if self._size + len(chunk) > self.max_bytes:
            raise self._error(f"has more than the {self.max_bytes} bytes that max_bytes allows")
        if self._file is None or self._discarded:
            raise self._error("was discarded")
        with on_disk(self.folder):
            self._file.write(chunk)
        self._size += len(chunk)

    def finish(self) -> None:
        """Take the end of the body; raise DownloadError if some of it is missing."""
        self._close()
        if self._expected not in (None, self._size):
            raise self._error(f"was cut: {self._size} of {self._expected} bytes came", status_code=502)
        if self._size == 0:
            raise self._error("is empty")
        self.complete = True

    def verify(self, verify: Verify) -> None:
        """Let the caller check the complete file; raise DownloadError if that rejects it."""
        try:
            rejected = verify(self.asset, self._part) is False
        except ValueError as error:
            raise self._error(f"was rejected: {printable(redact(str(error)))}") from error
        if rejected:
            raise self._error("was rejected by verify")

    def commit(self, stem: str) -> Path:
        """Give the file a name that no file has, and return its path."""
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
        """Delete the temporary file, and write nothing from now on."""
        self._discarded = True
        self._close()
        self._part.unlink(missing_ok=True)

    def _begin(self, response: Response) -> None:
        self._type = main_type(response.headers.get("content-type"))
        if not fits(self.asset.kind, self.asset.media_types, self._type):
            expected = " or ".join(self.asset.media_types) or self.asset.kind
            raise self._error(f"is {printable(self._type)}, not {expected}")
        coding = response.headers.get("content-encoding", "").strip().lower()
        if coding not in _UNPACKED:
            raise self._error(f"is encoded as {printable(coding)}, which was not requested")
        encoded = bool(coding)  # its Content-Length and ranges are those of the encoded bytes
        self._expected = None if encoded else _number(response.headers.get("content-length", ""))
        if self._expected is not None and self._expected > self.max_bytes:
            raise self._error(
                f"has {self._expected} bytes, more than the {self.max_bytes} that max_bytes allows"
            )
        tag = response.headers.get("etag", "")
        validator = tag if tag.startswith('"') else response.headers.get("last-modified")
        self._validator = None if encoded else validator
        self._size = 0
        self._open("wb")

    def _continue(self, response: Response) -> None:
        first, total = _range(response.headers.get("content-range", ""))
        encoded = "content-encoding" in response.headers
        if encoded or first != self._size or (self._expected or total) != total:
            self._validator = None
            raise self._error("came as another range than was requested", status_code=502)
        self._expected = total
        self._open("ab")

    def _open(self, mode: Literal["wb", "ab"]) -> None:
        self._close()
        self.complete = False
        if self._discarded:
            raise self._error("was discarded")
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
    """Turn errors of the file system into a DownloadError that says what to do."""
    try:
        yield
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise DownloadError(f"Cannot save to {folder}: {why}. Free space or allow writing there.") from error


def stem_of(asset: Asset, index: int) -> str:
    """Return the name of an asset's file without suffix; no part of it comes from the network."""
    return f"{re.sub(r'[^a-z0-9]+', '-', asset.kind.lower())}-{index}"


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 20 else None


def _range(text: str) -> tuple[int | None, int | None]:
    """Return the first byte and the total length in a Content-Range."""
    match = re.fullmatch(r"bytes (\d{1,19})-\d{1,19}/(\d{1,19})", text, re.ASCII)
    return (int(match[1]), int(match[2])) if match else (None, None)
