"""The bodies of exchanges: in memory as long as they are few, else in a temporary file."""

from __future__ import annotations

import hashlib
import json
import tempfile
import threading
import weakref
from collections import deque
from typing import IO, Any, Final


class NotJson:
    """The type of `NOT_JSON`."""

    def __bool__(self) -> bool:
        return False


class _Unread:
    """The type of `_UNREAD`."""


NOT_JSON: Final = NotJson()
"""The value of a body that is not JSON."""
_UNREAD: Final = _Unread()

IN_MEMORY = 1 << 24
"""Bytes of the bodies of a trace that stay in memory; later ones go to the file."""
PARSED = 1 << 23
"""Bytes of bodies whose JSON values are kept, those that were parsed last."""
MOST_KNOWN = 50_000
"""Bodies that are known by their digest, so that an equal one is kept once."""


class Body:
    """The bytes of a body, and what they say as JSON.

    Args:
        content: The bytes.
        value: Their JSON value, where it is known.
    """

    __slots__ = ("_content", "_value")

    def __init__(self, content: bytes = b"", value: Any = _UNREAD) -> None:
        self._content = content
        self._value: Any = value

    def __len__(self) -> int:
        return len(self._content)

    def read(self) -> bytes:
        """Return the bytes."""
        return self._content

    @property
    def json(self) -> Any:
        """The value, parsed when it is first asked for; NOT_JSON if the bytes are something else."""
        if self._value is _UNREAD:
            self._value = parse_json(self.read())
        return self._value

    def __repr__(self) -> str:
        return f"<{len(self)} bytes>"


EMPTY: Final = Body()


class KeptBody(Body):
    """A body of a store, which has the value as long as the store remembers it.

    Args:
        store: The store.
        content: The bytes.
    """

    __slots__ = ("_store",)

    def __init__(self, store: BodyStore, content: bytes = b"") -> None:
        super().__init__(content)
        self._store = store

    @property
    def json(self) -> Any:
        """The value, parsed anew where the store has forgotten it; NOT_JSON for other bytes."""
        value = self._value
        if value is _UNREAD:
            value = self._value = parse_json(self.read())
            self._store.parsed(self)
        return value

    def take_value(self, equal: Body) -> None:
        """Take the value of an equal body, if it was parsed."""
        if self._value is _UNREAD and equal._value is not _UNREAD:
            self._value = equal._value
            self._store.parsed(self)

    def forget(self) -> None:
        """Forget the value."""
        self._value = _UNREAD


class StoredBody(KeptBody):
    """A body in the file of a store, which reads it whenever it is asked for.

    Args:
        store: The store.
        at: Where the body begins in the file.
        length: Its bytes.
    """

    __slots__ = ("_at", "_length")

    def __init__(self, store: BodyStore, at: int, length: int) -> None:
        super().__init__(store)
        self._at, self._length = at, length

    def __len__(self) -> int:
        return self._length

    def read(self) -> bytes:
        """Return the bytes, from the file."""
        return self._store.read(self._at, self._length)


class BodyStore:
    """Keeps the bodies of a trace, equal ones once, in memory that their number and size do not change.

    Args:
        memory: Bytes that stay in memory.
    """

    def __init__(self, memory: int) -> None:
        self._left, self._parsed_bytes = memory, 0
        self._known: dict[bytes, KeptBody] = {}
        self._parsed: deque[KeptBody] = deque()
        self._file: IO[bytes] | None = None
        self._end = 0
        self._lock = threading.Lock()

    def keep(self, body: Body) -> Body:
        """Return the body as this store keeps it.

        Raises:
            OSError: The temporary file cannot be written, such as on a full disk.
        """
        if not body:
            return EMPTY
        content = body.read()
        digest = hashlib.blake2b(content, digest_size=16).digest()
        with self._lock:
            found = self._known.get(digest)
            if found is None:
                if len(self._known) >= MOST_KNOWN:
                    self._known.clear()
                found = self._known[digest] = self._keep(content)
        found.take_value(body)
        return found

    def _keep(self, content: bytes) -> KeptBody:
        if len(content) <= self._left:
            self._left -= len(content)
            return KeptBody(self, content)
        if self._file is None:
            self._file = tempfile.TemporaryFile(prefix="gettask-")  # noqa: SIM115 - closed with the store
            weakref.finalize(self, self._file.close)
        self._file.seek(self._end)
        self._file.write(content)
        at, self._end = self._end, self._end + len(content)
        return StoredBody(self, at, len(content))

    def read(self, at: int, length: int) -> bytes:
        """Return bytes of the file."""
        with self._lock:
            assert self._file is not None
            self._file.seek(at)
            return self._file.read(length)

    def parsed(self, body: KeptBody) -> None:
        """Keep the value of a body, and forget those that were parsed long ago."""
        with self._lock:
            self._parsed.append(body)
            self._parsed_bytes += len(body)
            while self._parsed_bytes > PARSED and len(self._parsed) > 1:
                oldest = self._parsed.popleft()
                self._parsed_bytes -= len(oldest)
                oldest.forget()


def parse_json(body: bytes) -> Any:
    """Return the value of a JSON body, NOT_JSON for anything else."""
    try:
        return json.loads(body.decode("utf-8"), parse_constant=_refuse) if body else NOT_JSON
    except (ValueError, RecursionError):
        return NOT_JSON


def json_bytes(value: Any) -> bytes:
    """Return a JSON value as a body, with escapes where it has what UTF-8 has not: halves of pairs."""
    try:
        return json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return json.dumps(value).encode()


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")
