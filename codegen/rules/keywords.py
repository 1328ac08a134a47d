"""Reads single keywords of a schema."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def types_of(schema: dict[str, Any]) -> list[str]:
    """Return the types that the keyword `type` allows."""
    types = schema.get("type", [])
    return [types] if isinstance(types, str) else list(types)


def values_of(schema: dict[str, Any]) -> list[Any]:
    """Return the values that `const` or `enum` allow, none if any value is."""
    return [schema["const"]] if "const" in schema else list(schema.get("enum", []))


def quoted(names: Iterable[str]) -> str:
    """Return names in quotes, sorted, with commas between them."""
    return ", ".join(map(repr, sorted(names)))
