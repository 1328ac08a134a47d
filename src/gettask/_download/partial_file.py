"""A file that is being downloaded: when it is complete, and how it continues after a broken transfer."""

from __future__ import annotations

import re
import shutil
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import BinaryIO, Literal, cast

from .._http.response import Response
from .._redact import printable, redact
from ..errors import DownloadError
from . import unfinished
from .decoder import Decoder
from .file_types import HEAD, contradiction
from .media_types import fits, main_type, suffix_for
from .options import DownloadOptions, DownloadProgress
from .results import Asset

LEAST_SPEED = 1024
"""The least speed of a transfer, in bytes a second; a slower one is dropped."""

SPEED_WINDOW = 30.0
"""Seconds over which the speed is measured."""

_UNPACKED = ("", "identity", "gzip", "deflate")
"""The content codings that are decoded; a result in any other would be saved encoded."""

_IN_MEMORY = 1 << 20


class PartialFile:
    """One result that is being downloaded: a temporary file, which gets its name when it is complete.

    It is complete when the response and its content coding have ended, and its first bytes fit the declared
    kind. After a broken transfer the bytes that came are kept, and the rest is requested (Range) if the
    server gives a validator: a strong ETag or Last-Modified. The rest must come with the same validator.

    Args:
        asset: The result.
        folder: Where the temporary file is.
        options: How it is fetched.
        monotonic: Returns the time in seconds.
    """

    def __init__(
        self,
        asset: Asset,
        folder: Path,
        options: DownloadOptions | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.asset = asset
        self.folder = folder
        self.options = options or DownloadOptions()
        self.complete = False
        self._monotonic = monotonic
        self._discarded = False
        self._part = unfinished.new_path(folder)
        self._file: BinaryIO | None = None
        self._size = 0
        self._received = 0  # of this response, as it came
        self._expected: int | None = None
        self._length: int | None = None
        self._type = ""
        self._validator: tuple[str, str] | None = None
        self._decoder: Decoder | None = None
        self._window = 0.0, 0

    def headers(self) -> dict[str, str]:
        """Return the headers of the next request: the range that is missing, if there is a validator."""
        self._close()
        if self._validator is None or not self._size:
            return {}
        return {"Range": f"bytes={self._size}-", "If-Range": self._validator[1]}

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
        """Write a chunk of the body, which may be encoded."""
        self._received += len(chunk)
        self._check_time()
        if self._decoder is None:
            self._write(chunk)
            return
        try:
            for piece in self._decoder.decode(chunk):
                self._write(piece)
        except zlib.error as error:
            raise self._error(f"cannot be decoded: {error}", retryable=True) from error

    def report(self) -> None:
        """Report the progress to the caller."""
        if self.options.on_progress is not None:
            total = self._expected if self._decoder is None else None
            self.options.on_progress(DownloadProgress(self.asset, self._size, total))

    def fill(self, content: bytes) -> None:
        """Write a result that stands in the task itself."""
        self._open("wb")
        self._write(content)
        self.report()
        self.finish()

    def finish(self) -> None:
        """Take the end of the body; raise DownloadError if it is not complete, or of another type."""
        self._close()
        if self._length not in (None, self._received):
            problem = f"was cut: {self._received} of {self._length} bytes came"
            raise self._error(problem, retryable=True)
        if self._decoder is not None and not self._decoder.complete:
            raise self._error("was cut: the end of its content coding is missing", retryable=True)
        if self._size == 0:
            raise self._error("is empty", retryable=True)
        self._check_type()
        self.complete = True

    def _write(self, piece: bytes) -> None:
        if self._size + len(piece) > self.options.max_bytes:
            raise self._error(f"has more than the {self.options.max_bytes} bytes that max_bytes allows")
        if self._file is None or self._discarded:
            raise self._error("was discarded")
        with on_disk(self.folder):
            self._file.write(piece)
        self._size += len(piece)

    def _check_time(self) -> None:
        """Raise DownloadError after the deadline, and for a transfer below the least speed."""
        now = self._monotonic()
        if now > self.options.until:
            raise self._error("was not complete at the deadline")
        since, before = self._window
        if now - since >= SPEED_WINDOW:
            if self._received - before < LEAST_SPEED * (now - since):
                raise self._error(f"comes with less than {LEAST_SPEED} bytes a second", retryable=True)
            self._window = now, self._received

    def _check_type(self) -> None:
        with on_disk(self.folder), self._part.open("rb") as file:
            head = file.read(HEAD)
        found = contradiction(self.asset.kind, self.asset.media_types, head)
        if found:
            self._validator = None
            raise self._error(f"is {found} by its first bytes, not {self._declared()}", retryable=True)

    def _declared(self) -> str:
        return " or ".join(self.asset.media_types) or self.asset.kind

    def verify(self, path: Path | None = None) -> None:
        """Let the caller check the complete file, or a saved one; raise DownloadError if that rejects it."""
        if self.options.verify is None:
            return
        try:
            rejected = self.options.verify(self.asset, path or self._part) is False
        except ValueError as error:
            raise self._error(f"was rejected: {printable(redact(str(error)))}") from error
        if rejected:
            raise self._error("was rejected by verify")

    def copy(self) -> BinaryIO:
        """Return the content of the complete file as a file object of its own."""
        with on_disk(self.folder), self._part.open("rb") as file:
            copied = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - the caller closes it
            shutil.copyfileobj(file, copied)
            copied.seek(0)
            return cast("BinaryIO", copied)

    @property
    def path(self) -> Path:
        """The temporary file."""
        return self._part

    @property
    def media_type(self) -> str:
        """The media type that the server or the spec declares, empty if neither does."""
        return self._type or next(iter(self.asset.media_types), "")

    @property
    def suffix(self) -> str:
        """The suffix that fits the result."""
        return suffix_for(self.asset.url, self._type, self.asset.media_types)

    def discard(self) -> None:
        """Delete the temporary file, and write nothing from now on."""
        self._discarded = True
        self._close()
        unfinished.delete(self._part)

    def _begin(self, response: Response) -> None:
        self._type = main_type(response.headers.get("content-type"))
        if not fits(self.asset.kind, self.asset.media_types, self._type):
            raise self._error(f"is {printable(self._type)}, not {self._declared()}")
        coding = response.headers.get("content-encoding", "").strip().lower()
        if coding not in _UNPACKED:
            raise self._error(f"is encoded as {printable(coding)}, which was not requested")
        encoded = coding in (
            "gzip",
            "deflate",
        )  # its Content-Length and ranges are those of the encoded bytes
        self._decoder = Decoder() if encoded else None
        self._length = _number(response.headers.get("content-length", ""))
        self._expected = None if encoded else self._length
        if self._expected is not None and self._expected > self.options.max_bytes:
            most = self.options.max_bytes
            raise self._error(f"has {self._expected} bytes, more than the {most} that max_bytes allows")
        self._validator = None if encoded else _read_validator(response.headers)
        self._size = 0
        self._open("wb")

    def _continue(self, response: Response) -> None:
        first, last, total = _range(response.headers.get("content-range", ""))
        length = _number(response.headers.get("content-length", ""))
        encoded = response.headers.get("content-encoding", "identity").strip().lower() != "identity"
        same = self._validator is not None and response.headers.get(self._validator[0]) == self._validator[1]
        other = first != self._size or (self._expected or total) != total
        # A body of another length than the range says may be of another range, too.
        wrong = length is not None and last is not None and length != last - self._size + 1
        if encoded or not same or other or wrong:
            self._validator = None
            raise self._error(
                "came as another range than was requested, or of another state of the file", retryable=True
            )
        self._expected = total
        self._length = None if total is None else total - self._size
        self._open("ab")

    def _open(self, mode: Literal["wb", "ab"]) -> None:
        self._close()
        self.complete = False
        self._received = 0
        self._window = self._monotonic(), 0
        if self._discarded:
            raise self._error("was discarded")
        with on_disk(self.folder):
            self._file = unfinished.open_file(self._part, mode)

    def _close(self) -> None:
        if self._file is not None:
            file, self._file = self._file, None
            with on_disk(self.folder):
                file.close()

    def _error(self, problem: str, *, retryable: bool = False) -> DownloadError:
        what = redact(self.asset.url) if self.asset.content is None else f"The {self.asset.kind} in the task"
        return DownloadError(f"{what} {problem}.", retryable=retryable)


@contextmanager
def on_disk(folder: Path) -> Iterator[None]:
    """Turn errors of the file system into a DownloadError that says what to do."""
    try:
        yield
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise DownloadError(f"Cannot save to {folder}: {why}. Free space or allow writing there.") from error


def _read_validator(headers: Mapping[str, str]) -> tuple[str, str] | None:
    """Return name and value of the strong validator in the headers of a response, None without one.

    A Last-Modified is weak within the second of the Date beside it (RFC 9110, section 8.8.2.2).
    """
    tag, modified = headers.get("etag", ""), headers.get("last-modified", "")
    if tag.startswith('"'):
        return "etag", tag
    if not modified:
        return None
    try:
        date = headers.get("date")
        changed = parsedate_to_datetime(modified)
        recent = date is not None and (parsedate_to_datetime(date) - changed).total_seconds() < 1
    except (ValueError, TypeError):
        return None
    return None if recent else ("last-modified", modified)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 20 else None


def _range(text: str) -> tuple[int | None, int | None, int | None]:
    """Return the first byte, the last one and the total length in a Content-Range."""
    match = re.fullmatch(r"bytes (\d{1,19})-(\d{1,19})/(\d{1,19})", text, re.ASCII)
    return (int(match[1]), int(match[2]), int(match[3])) if match else (None, None, None)
