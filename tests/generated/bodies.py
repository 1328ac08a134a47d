"""The places of a JSON body and what its schema allows at each, for tests that change bodies.

Reads the spec by itself: it shares nothing with the templates that it is held against.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from codegen.document.dispatch import choose
from codegen.document.walk import Node, follow
from codegen.sources.pointers import join

JSON_TYPES: dict[type, str] = {
    type(None): "null",
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "string",
    list: "array",
    dict: "object",
}
SECRET = "never-to-be-shown"
ONE_OF_EACH: list[Any] = [None, True, 7, 1.5, SECRET, [SECRET], {"key": SECRET}]
TIMESTAMPS = ["", "0001-01-01T00:00:00Z", "2025-03-20T16:10:38.133171095Z", "2025-06-11T11:43:31+08:00"]
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
WHOLE = st.integers(-(2**50), 2**50)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | NUMBERS | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=4,
)


@dataclass(frozen=True)
class Place:
    """One value of a body, and what may stand there.

    `types` are JSON types, None if any will do. `variant` is that of the object around it.
    `schema` describes the value that is there. `fixed` says that it is a constant or names the
    variant; `telling` are the keys in it that name the variant.
    """

    path: tuple[str | int, ...]
    types: frozenset[str] | None
    variant: str | None
    schema: dict[str, Any]
    fixed: bool
    telling: frozenset[str]

    @property
    def pointer(self) -> str:
        """The JSON Pointer of the place."""
        return join("", *self.path)

    def takes(self, value: Any) -> bool:
        """Whether values of this one's JSON type may stand here."""
        kind = JSON_TYPES[type(value)]
        return self.types is None or kind in self.types or (kind == "integer" and "number" in self.types)


def places(
    document: Any,
    node: Node,
    value: Any,
    path: tuple[str | int, ...] = (),
    variant: str | None = None,
    fixed: bool = False,
) -> Iterator[Place]:
    """Yield all places of the body `value`, the outer ones first."""
    may_be = [_types(plain) for plain in _alternatives(document, node)]
    types = frozenset().union(*may_be) if all(may_be) else None
    node, telling = _described(document, node, value)
    schema = node.value
    yield Place(path, types, variant, schema, fixed or "const" in schema, telling)
    inner = schema.get("x-variant", variant)
    extra = schema.get("additionalProperties")
    if isinstance(value, dict):
        for key, item in value.items():
            if key in schema.get("properties", {}):
                below = Node(join(node.pointer, "properties", key), "schema", schema["properties"][key])
            elif isinstance(extra, dict):
                below = Node(join(node.pointer, "additionalProperties"), "schema", extra)
            else:
                continue
            yield from places(document, below, item, (*path, key), inner, key in telling)
    elif isinstance(value, list) and "items" in schema:
        for i, item in enumerate(value):
            below = Node(join(node.pointer, "items"), "schema", schema["items"])
            yield from places(document, below, item, (*path, i), inner)


def changed(body: Any, path: tuple[str | int, ...], value: Any) -> Any:
    """Return a copy of `body` with another value at `path`."""
    if not path:
        return value
    body = deepcopy(body)
    holder = body
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = value
    return body


def value_at(body: Any, path: tuple[str | int, ...]) -> Any:
    """Return what stands at `path`."""
    for key in path:
        body = body[key]
    return body


@st.composite
def still_valid(draw: st.DrawFn, document: Any, schema: Node, body: Any) -> Any:
    """Draw a body of the same variant that differs in everything that may differ."""
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.sampled_from([p for p in places(document, schema, body) if not p.fixed]))
        body = changed(body, place.path, draw(_another(place, value_at(body, place.path))))
    return body


def _another(place: Place, value: Any) -> st.SearchStrategy[Any]:
    others = [st.just(value)]
    if place.types is None:
        return JSON
    if "null" in place.types:
        others.append(st.none())
    if "string" in place.types:
        others.append(st.text() | st.sampled_from(TIMESTAMPS))
    if "number" in place.types:
        others.append(NUMBERS | WHOLE)
    elif "integer" in place.types:
        others.append(WHOLE | WHOLE.map(float))
    if "boolean" in place.types:
        others.append(st.booleans())
    if isinstance(value, list):
        others.append(st.sampled_from([[], value * 2]))
    if isinstance(value, dict):
        others += _other_objects(place, value)
    return st.one_of(others)


def _other_objects(place: Place, value: dict[str, Any]) -> Iterator[st.SearchStrategy[Any]]:
    known = place.schema.get("properties", {})
    if not isinstance(place.schema.get("additionalProperties"), dict):
        unknown = st.text().filter(lambda key: key not in known)
        yield st.dictionaries(unknown, JSON, max_size=3).map(lambda more: {**value, **more})
    needed = {*place.schema.get("required", ())} | place.telling
    if optional := sorted(value.keys() - needed):
        yield st.sampled_from(optional).map(lambda key: {k: v for k, v in value.items() if k != key})


def _alternatives(document: Any, node: Node) -> Iterator[dict[str, Any]]:
    schema = follow(document, node).value
    members = [] if "properties" in schema else [*schema.get("oneOf", ()), *schema.get("anyOf", ())]
    for member in members:
        yield from _alternatives(document, Node(node.pointer, "schema", member))
    if not members:
        yield schema


def _described(document: Any, node: Node, value: Any) -> tuple[Node, frozenset[str]]:
    """Return the one plain schema that describes `value`, and the keys that name its variant."""
    telling = frozenset[str]()
    while True:
        schema = node.value
        if "x-dispatch" in schema:
            telling = frozenset(schema["x-dispatch"].get("properties", ()))
            member = choose(document, node, value)
            if member and member.node == node:  # a single schema in the place of a union
                return node, telling
            if member:
                node = member.node
                # Without them the body would be of another member.
                telling |= frozenset(member.required) if not member.tuples else frozenset()
            else:
                fallback = {"$ref": schema["x-dispatch"].get("fallback", "#/none")}
                node = follow(document, Node("", "schema", fallback))
        elif "$ref" in schema:
            node = follow(document, node)
        elif "properties" not in schema and ("oneOf" in schema or "anyOf" in schema):
            kind = JSON_TYPES[type(value)]
            kinds = {kind, "number"} if kind == "integer" else {kind}
            for member in [*schema.get("oneOf", ()), *schema.get("anyOf", ())]:
                below = Node(node.pointer, "schema", member)
                if any(not _types(s) or kinds & _types(s) for s in _alternatives(document, below)):
                    node = below
                    break
        else:
            return node, telling


def _types(schema: dict[str, Any]) -> frozenset[str]:
    """Return the JSON types that a plain schema allows; none if it does not say."""
    if "const" in schema:
        return frozenset([JSON_TYPES[type(schema["const"])]])
    if "enum" in schema and "type" not in schema:
        return frozenset(JSON_TYPES[type(value)] for value in schema["enum"])
    found = schema.get("type", [])
    return frozenset([found] if isinstance(found, str) else found)
