"""Reads the entries of a large JSON document one at a time, in memory of the largest entry."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

CHUNK = 1 << 16
SPACE = " \t\r\n"


class JsonStream:
    """A parser that is pulled through a text.

    Args:
        file: The text.
    """

    def __init__(self, file: IO[str]) -> None:
        self._file, self._text, self._at = file, "", 0
        self._decoder = json.JSONDecoder()

    def _more(self) -> bool:
        # Doubles what is read, so that a large value is not scanned once for each chunk.
        chunk = self._file.read(max(CHUNK, len(self._text) - self._at))
        self._text, self._at = self._text[self._at :] + chunk, 0
        return bool(chunk)

    def peek(self) -> str:
        """Return the next character that is not a space, empty at the end."""
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in SPACE:
                    return self._text[self._at]
                self._at += 1
            if not self._more():
                return ""

    def expect(self, character: str) -> None:
        """Skip a character.

        Raises:
            ValueError: There is another one.
        """
        if self.peek() != character:
            raise ValueError(f"expected {character!r}, found {self.peek()!r}")
        self._at += 1

    def value(self) -> Any:
        """Return the next JSON value."""
        self.peek()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except ValueError:
                if not self._more():
                    raise
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
            if self.peek() == ",":
                self.expect(",")
        self.expect("}")

    def items(self) -> Iterator[Any]:
        """Yield the items of an array."""
        self.expect("[")
        while self.peek() != "]":
            yield self.value()
            if self.peek() == ",":
                self.expect(",")
        self.expect("]")
