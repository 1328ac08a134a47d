"""Schemas of values that were seen, and JSONPaths of places in the specification."""

from __future__ import annotations

import json
import mimetypes
import re
from collections.abc import Mapping, Sequence
from typing import Any

from ..._contract.pointer import tokens
from ..places import type_of
from ..trace import url_parts

ABOUT = "Seen in recorded traffic; what it means is not documented."
DEPTH = 6
"""Levels of objects and arrays that a schema is made of; what lies deeper is left open."""
ARRAYS = ("allOf", "anyOf", "oneOf", "prefixItems")
"""Keywords of JSON Schema under which a number is an index, and no key such as an HTTP status."""
KINDS = ("audio", "image", "video")


def json_path(pointer: str, *, last: str = "") -> str:
    """Return the JSONPath (RFC 9535) of a JSON Pointer.

    Args:
        pointer: The pointer.
        last: A selector that is put behind it as it is.
    """
    path = tokens(pointer)
    return "$" + "".join(map(_segment, path, ("", *path))) + last


def _segment(token: str, parent: str) -> str:
    if token.isdecimal() and parent in ARRAYS:
        return f"[{token}]"
    if re.fullmatch(r"[A-Za-z_]\w*", token, re.ASCII):
        return f".{token}"
    return f"[{quoted(token)}]"


def quoted(text: str) -> str:
    """Return a text as a string of JSONPath."""
    return "'" + json.dumps(text)[1:-1].replace('\\"', '"').replace("'", "\\'") + "'"


def schema_of(values: Sequence[Any], *, result: bool = False, depth: int = DEPTH) -> dict[str, Any]:
    """Return a schema that all values fit, with a description.

    Args:
        values: The values.
        result: Whether they stand in the results of a task, where a URL leads to a file.
        depth: Levels that are still described.
    """
    kinds = sorted({type_of(value) for value in values})
    if "number" in kinds and "integer" in kinds:
        kinds.remove("integer")
    if "null" in kinds:  # last, as the specification writes it
        kinds = [each for each in kinds if each != "null"] + ["null"]
    schema: dict[str, Any] = {"type": kinds[0] if len(kinds) == 1 else kinds, "description": ABOUT}
    objects = [value for value in values if isinstance(value, dict)]
    items = [each for value in values if isinstance(value, list) for each in value]
    if objects and depth:
        names = dict.fromkeys(name for each in objects for name in each)
        schema["properties"] = {
            name: schema_of([each[name] for each in objects if name in each], result=result, depth=depth - 1)
            for name in names
        }
    if "array" in kinds:
        schema["items"] = schema_of(items, result=result, depth=depth - 1) if items and depth else {}
    asset = _asset(values) if result and kinds == ["string"] else None
    return schema if asset is None else {**schema, "format": "uri", "x-asset": asset}


def _asset(values: Sequence[str]) -> Mapping[str, Any] | None:
    """Return what a URL of a result leads to, by its file name; None if one of the values is no such URL."""
    types = set()
    for value in values:
        parts = (
            url_parts(value) if value.isprintable() and value.startswith(("http://", "https://")) else None
        )
        types.add(mimetypes.guess_type(parts.path)[0] or "" if parts is not None else "")
    kinds = {each.partition("/")[0] for each in types}
    if len(kinds) != 1 or not kinds <= set(KINDS):
        return None
    return {"kind": kinds.pop(), "media-types": sorted(types), "retention": {"seconds": None}}


def with_kinds(schema: Mapping[str, Any], kinds: Sequence[str]) -> dict[str, Any]:
    """Return a schema that values of further types fit as well."""
    own = schema.get("type")
    listed = own if isinstance(own, list) else [own]
    if own is not None and not schema.keys() & {"enum", "const", "oneOf", "anyOf", "allOf", "$ref"}:
        further = [each for each in kinds if each not in listed]
        items: dict[str, Any] = {"items": {}} if "array" in further else {}
        return {**schema, "type": [*listed, *further], **items}
    members = [{"type": each, "items": {}} if each == "array" else {"type": each} for each in kinds]
    if schema.keys() <= {"anyOf", "description"} and "anyOf" in schema:
        return {**schema, "anyOf": [*schema["anyOf"], *members]}
    return {"anyOf": [dict(schema), *members]}
