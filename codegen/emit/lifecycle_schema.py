"""The JSON Schema of `x-task-lifecycle` by itself, for those who write state tables of their own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

_NAME = "x-task-lifecycle"
_REF = "#/$defs/"


def lifecycle_schema(extensions: dict[str, Any]) -> dict[str, Any]:
    """Return the definition of the state table, with the definitions that it refers to.

    Args:
        extensions: The schema of all extensions, openapi/extensions.schema.json.
    """
    definitions: dict[str, Any] = json.loads(json.dumps(extensions["$defs"]))
    used: dict[str, Any] = {}
    todo = [_NAME]
    while todo:
        name = todo.pop()
        if name not in used:
            used[name] = definitions[name]
            todo += _references(definitions[name])
    own = used.pop(_NAME)
    for definition in (own, *used.values()):
        definition.pop("on", None)  # where it may stand: not a word of JSON Schema
    return {
        "$schema": extensions["$schema"],
        "$id": "urn:gettask:task-lifecycle:1",
        "title": _NAME,
        **own,
        "$defs": dict(sorted(used.items())),
    }


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for name, value in node.items():
            if name == "$ref" and isinstance(value, str):
                yield value.removeprefix(_REF)
            else:
                yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)
