"""`x-sources`: which sources a document cites, and where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from codegen.sources.pointers import join
from codegen.sources.references import DATA


def cited(node: Any, pointer: str = "") -> Iterator[tuple[str, str]]:
    """Yield (pointer, id) of every source that `node` cites."""
    if isinstance(node, list):
        for i, item in enumerate(node):
            if isinstance(item, dict | list):
                yield from cited(item, join(pointer, i))
    elif isinstance(node, dict):
        for key, value in node.items():
            if key == "x-sources" and isinstance(value, list):
                yield from ((join(pointer, key, i), name) for i, name in enumerate(value))
            elif isinstance(value, dict | list) and (key not in DATA or pointer.endswith("/properties")):
                yield from cited(value, join(pointer, key))
