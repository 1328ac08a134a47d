"""Reads the entries of a large JSON document one at a time, in memory of the largest entry."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from typing import IO, Any

CHUNK, LARGEST_CHUNK = 1 << 16, 1 << 24
LARGEST = 1 << 27
"""Bytes of memory of one value as text, such as an entry of a HAR with both bodies."""
SPACE = re.compile(r"[ \t\r\n]*")


class JsonStream:
    """A parser that is pulled through a text, of one JSON document or of several, such as JSON lines.

    Args:
        file: The text.
    """

    def __init__(self, file: IO[str]) -> None:
        self._file, self._text, self._at, self._before = file, "", 0, 0
        self._decoder = json.JSONDecoder()

    def _more(self) -> bool:
        self._before += self._at
        self._text, self._at = self._text[self._at :], 0
        size = sys.getsizeof(self._text)
        if size > LARGEST:
            raise ValueError(f"the value at character {self._before} takes more than {LARGEST >> 20} MiB")
        # Doubles what is read, up to a bound, so that a large value is not scanned once for each chunk.
        chunk = self._file.read(min(max(CHUNK, len(self._text)), LARGEST_CHUNK))
        self._text += chunk
        return bool(chunk)

    @property
    def _place(self) -> int:
        return self._before + self._at

    def peek(self) -> str:
        """Return the next character that is not a space, empty at the end."""
        while True:
            found = SPACE.match(self._text, self._at)
            self._at = len(self._text) if found is None else found.end()
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def expect(self, character: str) -> None:
        """Skip a character.

        Raises:
            ValueError: There is another one.
        """
        found = self.peek()
        if found != character:
            raise ValueError(f"{character!r} is missing at character {self._place}, where it has {found!r}")
        self._at += 1

    def value(self) -> Any:
        """Return the next JSON value.

        Raises:
            ValueError: There is none, or one that is too large.
        """
        self.peek()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except ValueError as error:
                if not self._more():
                    raise ValueError(f"no JSON value at character {self._place}: {_reason(error)}") from None
                continue
            if end == len(self._text) and not isinstance(value, (dict, list, str)) and self._more():
                continue  # a number may go on
            self._at = end
            return value

    def members(self) -> Iterator[str]:
        """Yield the keys of an object; the caller takes the value of each."""
        self.expect("{")
        while self.peek() != "}":
            key = self.value()
            self.expect(":")
            yield str(key)
            self._next("}")
        self.expect("}")

    def items(self) -> Iterator[Any]:
        """Yield the items of an array."""
        self.expect("[")
        while self.peek() != "]":
            yield self.value()
            self._next("]")
        self.expect("]")

    def _next(self, end: str) -> None:
        if self.peek() != end:
            self.expect(",")


def _reason(error: ValueError) -> str:
    return error.msg if isinstance(error, json.JSONDecodeError) else str(error)
