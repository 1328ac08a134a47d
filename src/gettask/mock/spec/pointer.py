"""JSON Pointers (RFC 6901): read and write one place of a JSON value."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

MISSING: Any = object()


@cache
def tokens(pointer: str) -> tuple[str, ...]:
    """The steps of a pointer; none for the whole value."""
    return tuple(token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:])


def join(path: Iterable[str | int]) -> str:
    """The pointer that these steps make."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def get(value: Any, pointer: str) -> Any:
    """What stands at the place, or `MISSING`."""
    for token in tokens(pointer):
        if isinstance(value, dict) and token in value:
            value = value[token]
        elif isinstance(value, list) and token.isdecimal() and int(token) < len(value):
            value = value[int(token)]
        else:
            return MISSING
    return value


def put(value: dict[str, Any], pointer: str, new: Any) -> None:
    """Set the place inside nested objects, which are made where they are missing; lists have to be there.

    The empty pointer is all of the value.
    """
    if not pointer:
        whole = dict(new)
        value.clear()
        value.update(whole)
        return
    *parents, last = tokens(pointer)
    node: Any = value
    for token in parents:
        if isinstance(node, list):
            node = node[int(token)]
        else:
            if not isinstance(node.get(token), dict | list):
                node[token] = {}
            node = node[token]
    node[int(last) if isinstance(node, list) else last] = new


def drop(value: dict[str, Any], pointer: str) -> None:
    """Take the place out, if it is there."""
    parent = get(value, pointer.rpartition("/")[0])
    if isinstance(parent, dict):
        parent.pop(tokens(pointer)[-1], None)
