"""Values that fit a schema: the document's own examples where it has some, else the simplest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from codegen.document.walk import Node, follow
from codegen.rules.keywords import types_of, values_of
from codegen.rules.validation import Validators

_TEXTS = {
    "date-time": "2026-01-02T03:04:05Z",
    "date": "2026-01-02",
    "time": "03:04:05Z",
    "duration": "PT5S",
    "email": "someone@example.com",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uri": "https://files.example/1",
    "uuid": "3fa85f64-5717-4562-b3fc-2c963f66afa6",
    "byte": "eA==",
    "regex": ".*",
    "json-pointer": "/a",
    "uri-reference": "/a",
}
# What texts with a pattern usually are.
_PATTERNED = (
    "a",
    "A",
    "1",
    "text",
    "16:9",
    "1024x1024",
    "#ffffff",
    "en",
    "en-US",
    "2026-01-02",
    "v1",
    "1.0",
    "task_1",
)
_SUFFIXES = {"image": "png", "video": "mp4", "audio": "mp3", "model": "glb"}


class Sampler:
    """Makes values for the schemas of one document."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document
        self._validators = Validators(document)

    def fitting(self, schema: Node, *, full: bool) -> Any:
        """Return a value that fits the schema, None if none was found.

        Args:
            schema: The schema, by its place in the document.
            full: Whether it has all fields, not only the required ones.
        """
        for examples, every in ((True, full), (False, full), (False, False)):
            value = self.sample(schema, full=every, examples=examples)
            if not self._validators.problems(schema.pointer, value):
                return value
        return None

    def fits(self, schema: str, value: Any) -> bool:
        """Return whether a value fits the schema at this pointer."""
        return not self._validators.problems(schema, value)

    def sample(self, schema: Node, *, full: bool, examples: bool = True) -> Any:
        """Return a value by the schema's keywords; what limits it in other ways may not fit."""
        return _sample(self._document, schema.value, full, examples, ())


def _sample(document: Any, schema: Any, full: bool, examples: bool, above: tuple[str, ...]) -> Any:
    if not isinstance(schema, dict):
        return None
    if isinstance(ref := schema.get("$ref"), str):
        if ref in above:
            return None
        target = follow(document, Node("", "schema", schema)).value
        return _sample(document, target, full, examples, (*above, ref))
    if examples and schema.get("examples"):
        return schema["examples"][0]
    if values := values_of(schema):
        return values[0]
    if "default" in schema and schema["default"] is not None:
        return schema["default"]
    for keyword in ("oneOf", "anyOf"):
        if keyword in schema:
            return _union(document, schema, keyword, full, examples, above)
    if "allOf" in schema:
        parts = [_sample(document, part, full, examples, above) for part in schema["allOf"]]
        objects = [part for part in parts if isinstance(part, dict)]
        own = _plain(document, schema, full, examples, above) if "properties" in schema else {}
        return {k: v for part in [*objects, own] for k, v in part.items()} if objects else parts[0]
    return _plain(document, schema, full, examples, above)


def _union(
    document: Any, schema: dict[str, Any], keyword: str, full: bool, examples: bool, above: tuple[str, ...]
) -> Any:
    members = [m for m in schema[keyword] if isinstance(m, dict) and m.get("type") != "null"]
    if not members:
        return None
    value = _sample(document, members[0], full, examples, above)
    if full and not examples and isinstance(value, dict):  # all fields that any member has
        every = [_sample(document, each, full, examples, above) for each in members]
        value = {k: v for each in reversed(every) if isinstance(each, dict) for k, v in each.items()}
    if isinstance(value, dict) and "properties" in schema:
        return {**_plain(document, schema, full, examples, above), **value}
    return value


def _plain(document: Any, schema: dict[str, Any], full: bool, examples: bool, above: tuple[str, ...]) -> Any:
    kind = next((each for each in types_of(schema) if each != "null"), None)
    if kind is None:
        kind = "object" if "properties" in schema else "array" if "items" in schema else "string"
    if kind == "object":
        return dict(_members(document, schema, full, examples, above))
    if kind == "array":
        one = _sample(document, schema.get("items", {}), full, examples, above)
        return [one] * max(schema.get("minItems", 0), 1) if one is not None else []
    if kind in ("integer", "number"):
        return _number(schema, kind)
    return False if kind == "boolean" else None if kind == "null" else _text(schema)


def _members(
    document: Any, schema: dict[str, Any], full: bool, examples: bool, above: tuple[str, ...]
) -> Iterator[tuple[str, Any]]:
    required = schema.get("required", [])
    for name, below in schema.get("properties", {}).items():
        if name in required or full:
            value = _sample(document, below, full, examples, above)
            if value is not None or name in required:
                yield name, value


def _number(schema: dict[str, Any], kind: str) -> float:
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is None and (above := schema.get("exclusiveMinimum")) is not None:
        low = above + 1 if high is None or above + 1 <= high else (above + high) / 2
    value = low if low is not None else min(1, high) if high is not None else 1
    if step := schema.get("multipleOf"):
        value = -(-value // step) * step
    return int(value) if kind == "integer" else value


def _text(schema: dict[str, Any]) -> str:
    text = _TEXTS.get(str(schema.get("format")), "text")
    if asset := schema.get("x-asset"):
        text = f"https://files.example/1.{_SUFFIXES.get(asset['kind'], 'bin')}"
    if pattern := schema.get("pattern"):
        with suppress(re.error):
            text = next((each for each in (text, *_PATTERNED) if re.search(pattern, each)), text)
    text += "x" * (int(schema.get("minLength", 0)) - len(text))
    return text[: int(schema.get("maxLength", len(text)))]
