"""JSON Pointers (RFC 6901), with `*` for every item of an array or every value of an object."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

MISSING: Final = object()


@lru_cache(maxsize=1024)
def tokens(pointer: str) -> tuple[str, ...]:
    """Return the unescaped reference tokens of a pointer."""
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:])


def escape(token: object) -> str:
    """Return a key or index as a reference token."""
    return str(token).replace("~", "~0").replace("/", "~1")


def lookup(document: Any, pointer: str) -> Any:
    """Return the value at a pointer without `*`, or MISSING."""
    for token in tokens(pointer):
        document = document.get(token, MISSING) if isinstance(document, dict) else _step(document, token)
        if document is MISSING:
            return MISSING
    return document


def replaced(document: Any, pointer: str, value: Any) -> Any:
    """Return a document with another value at a pointer, or without the key if the value is MISSING.

    Only what stands on the way is copied; the way must exist.
    """
    *steps, last = tokens(pointer)
    copy = node = document.copy()
    for token in steps:
        key = int(token) if isinstance(node, list) else token
        node[key] = node = node[key].copy()
    if value is MISSING:
        del node[last]
    else:
        node[int(last) if isinstance(node, list) else last] = value
    return copy


def find(document: Any, pointer: str) -> Iterator[tuple[str, Any]]:
    """Yield (pointer, value) for each value that a pointer with `*` leads to, in document order."""
    parts = tokens(pointer)
    if "*" not in parts:
        value = lookup(document, pointer)
        if value is not MISSING:
            yield pointer, value
        return
    found: list[tuple[str, Any]] = [("", document)]
    for token in parts:
        if token == "*":
            found = [(f"{at}/{escape(key)}", each) for at, node in found for key, each in _children(node)]
        else:
            steps = [(f"{at}/{escape(token)}", _step(node, token)) for at, node in found]
            found = [(at, value) for at, value in steps if value is not MISSING]
    yield from found


def leaves(document: Any, at: str = "") -> Iterator[tuple[str, Any]]:
    """Yield (pointer, value) for each value other than arrays and objects, in document order."""
    stack = [(at, document)]
    while stack:  # not recursive: a body may nest as deep as it likes
        here, node = stack.pop()
        if isinstance(node, (dict, list)):
            stack += reversed([(f"{here}/{escape(key)}", value) for key, value in _children(node)])
        else:
            yield here, node


def _step(node: Any, token: str) -> Any:
    if isinstance(node, dict):
        return node.get(token, MISSING)
    if isinstance(node, list) and token.isdecimal() and int(token) < len(node):
        return node[int(token)]
    return MISSING


def _children(node: Any) -> list[tuple[object, Any]]:
    if isinstance(node, dict):
        return list(node.items())
    return list(enumerate(node)) if isinstance(node, list) else []
