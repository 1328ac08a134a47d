"""Schemas of a vendor's document, put as the rules want them: the same values fit, in the words of 3.1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, count
from typing import Any

from codegen.document.dispatch import member
from codegen.document.walk import UNIONS, Node, follow, walk
from codegen.rules.keywords import types_of, values_of
from codegen.rules.values import FORMATS
from codegen.sources.pointers import clone, tokens

_TEXTS = ("title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly", "$comment")
_OBJECT = {"type", "properties", "required", "additionalProperties", *_TEXTS}
_DROPPED = ("xml", "$schema", "$id", "id", "discriminator")
_NULL = {"type": "null"}


def rewrite(document: dict[str, Any]) -> None:
    """Change all schemas of a document, in place."""
    for node in list(walk(document)):
        if node.kind == "schema" and isinstance(node.value, dict):
            _words(node.value)
    for node in list(walk(document)):
        if node.kind == "schema" and isinstance(node.value, dict):
            _references(node.value)
    for node in list(walk(document)):
        if node.kind == "schema" and isinstance(node.value, dict):
            _merge(document, node.value)
    # What makes unions of unions comes first.
    for node in reversed(list(walk(document))):
        if node.kind == "schema" and isinstance(node.value, dict):
            _null(node.value)
            _dispatch(document, node)
    for node in walk(document):
        if node.kind == "schema" and isinstance(node.value, dict):
            for keyword in _DROPPED:
                node.value.pop(keyword, None)


def _words(schema: dict[str, Any]) -> None:
    """Write what 3.0 writes otherwise, and leave out what only other tools read."""
    for keyword in [k for k in schema if k.startswith("x-")]:
        del schema[keyword]
    if "example" in schema:
        schema["examples"] = schema.pop("examples", None) or [schema.pop("example")]
        schema.pop("example", None)
    for bound in ("Minimum", "Maximum"):
        exclusive, plain = f"exclusive{bound}", bound.lower()
        if isinstance(schema.get(exclusive), bool) and schema.pop(exclusive) and plain in schema:
            schema[exclusive] = schema.pop(plain)
    if isinstance(schema.get("type"), list) and len(schema["type"]) == 1:
        schema["type"] = schema["type"][0]
    if "array" in types_of(schema):
        schema.setdefault("items", {})
    for keyword in ("items", "additionalProperties"):
        if schema.get(keyword) is True:
            schema[keyword] = {}
    for name, below in schema.get("properties", {}).items():
        if below is True:
            schema["properties"][name] = {}
    if schema.get("format") == "url":
        schema["format"] = "uri"
    elif not any(schema.get("format") in formats.split() for formats in FORMATS.values()):
        schema.pop("format", None)


def _references(schema: dict[str, Any]) -> None:
    """Put what stands beside `$ref` and is read there into a schema of its own."""
    nullable = schema.pop("nullable", False) is True
    if "$ref" in schema and schema.keys() - {"$ref", *_TEXTS}:
        rest = {k: schema.pop(k) for k in [*schema] if k not in _TEXTS}
        ref = rest.pop("$ref")
        schema["allOf"] = [{"$ref": ref}, rest]
    if not nullable:
        return
    if "type" in schema:
        schema["type"] = [*types_of(schema), "null"]
    elif union := next((schema[k] for k in UNIONS if k in schema), None):
        union.append(dict(_NULL))
    elif schema.keys() & {"$ref", "allOf", "enum"}:
        inner = {k: schema.pop(k) for k in [*schema] if k not in _TEXTS}
        schema["anyOf"] = [inner, dict(_NULL)]


def _merge(document: dict[str, Any], schema: dict[str, Any]) -> None:
    """Write an `allOf` as one schema: of one member that one, of objects an object with all their fields."""
    if "allOf" not in schema:
        return
    members = schema["allOf"]
    if len(members) == 1 and not schema.keys() - {"allOf", *_TEXTS}:
        only = schema.pop("allOf")[0]
        if isinstance(only, dict) and not only.keys() & schema.keys():
            schema.update(clone(only))
        else:
            schema["allOf"] = members
        return
    merged = _merged(document, schema, ())
    if merged is not None:
        del schema["allOf"]
        schema.update(merged)


def _merged(document: dict[str, Any], schema: Any, above: tuple[str, ...]) -> dict[str, Any] | None:
    """Return an object with what all members of an `allOf` say; None if they are more than objects."""
    if not isinstance(schema, dict):
        return None
    if isinstance(ref := schema.get("$ref"), str):
        if ref in above:
            return None
        target = follow(document, Node("", "schema", {"$ref": ref})).value
        return _merged(document, target, (*above, ref))
    if schema.keys() - {*_OBJECT, "allOf"}:
        return None
    found: dict[str, Any] = {"type": "object", "properties": {}, "required": []}
    own = {key: value for key, value in schema.items() if key != "allOf"}
    for part in [*schema.get("allOf", []), own]:
        one = part if part is own else _merged(document, part, above)
        if one is None or one.get("type", "object") != "object":
            return None
        for name, below in one.get("properties", {}).items():
            known = found["properties"].get(name, {})
            if any(key in known and known[key] != below[key] for key in below if key not in _TEXTS):
                return None
            found["properties"][name] = {**known, **clone(below)}
        found["required"] += [name for name in one.get("required", []) if name not in found["required"]]
        found |= {
            key: clone(value) for key, value in one.items() if key not in ("properties", "required", "type")
        }
    return {key: value for key, value in found.items() if value or key not in ("properties", "required")}


def _null(schema: dict[str, Any]) -> None:
    """Write constants as an enum, and an enum or object that may be null as a union with null."""
    for keyword in UNIONS:
        members = schema.get(keyword, [])
        if members and all(
            isinstance(m, dict) and "const" in m and not m.keys() - {"const", "type", *_TEXTS}
            for m in members
        ):
            del schema[keyword]
            schema["enum"] = [m["const"] for m in members]
            kinds = {m.get("type") for m in members} - {None}
            if len(kinds) == 1:
                schema.setdefault("type", kinds.pop())
    if schema.get("enum") is not None and ("null" in types_of(schema) or None in schema["enum"]):
        types = [kind for kind in types_of(schema) if kind != "null"]
        inner = {k: schema.pop(k) for k in [*schema] if k not in _TEXTS}
        inner["enum"] = [value for value in inner["enum"] if value is not None]
        inner.pop("type", None)
        if types:
            inner = {"type": types[0] if len(types) == 1 else types, **inner}
        schema["anyOf"] = [inner, dict(_NULL)]


def _dispatch(document: dict[str, Any], node: Node) -> None:
    """Say how the members of a union of objects are told apart: by a constant that each has, else by keys."""
    schema = node.value
    keyword = next((k for k in UNIONS if k in schema), None)
    if keyword is None or "properties" in schema:
        return
    places = [Node(f"{node.pointer}/{keyword}/{i}", "schema", m) for i, m in enumerate(schema[keyword])]
    objects = [follow(document, place) for place in places]
    objects = [each for each in objects if "object" in types_of(each.value) or "properties" in each.value]
    if len(objects) < 2:
        return
    name = _discriminate(schema, places, objects)
    names = [name] if name else list(_shared_constants(document, objects))[:1]
    schema["x-dispatch"] = {"properties": names} if names else {}
    _name_members(document, node, schema[keyword], names)


def _name_members(
    document: dict[str, Any], node: Node, members: list[dict[str, Any]], names: list[str]
) -> None:
    """Make each inline object of a union a component: the class that it becomes needs a name."""
    known = document.setdefault("components", {}).setdefault("schemas", {})
    steps = tokens(node.pointer)
    owner = steps[2] if steps[0] == "components" else re.sub(r"\{.*?\}", "", steps[1])
    for i, each in enumerate(members):
        if "properties" not in each:
            continue
        fixed = values_of(each["properties"].get(names[0], {})) if names else []
        word = str(fixed[0]) if len(fixed) == 1 else str(each.get("title") or f"Form{i + 1}")
        words = re.sub("[^A-Za-z0-9]+", "_", f"{owner}_{word.lower() if word.isupper() else word}").strip("_")
        name = next(n for n in chain([words], (f"{words}_{k}" for k in count(2))) if n not in known)
        known[name] = each
        members[i] = {"$ref": f"#/components/schemas/{name}"}


def _discriminate(schema: dict[str, Any], places: list[Node], objects: list[Node]) -> str | None:
    """Give each member the constant by which a `discriminator` names it; return the property."""
    discriminator = schema.get("discriminator")
    if not isinstance(discriminator, dict) or not isinstance(name := discriminator.get("propertyName"), str):
        return None
    named = {str(ref).rpartition("/")[2]: value for value, ref in discriminator.get("mapping", {}).items()}
    for place, target in zip(places, objects, strict=False):
        ref = str(place.value.get("$ref", "")).rpartition("/")[2]
        fixed = target.value.setdefault("properties", {}).setdefault(name, {"type": "string"})
        if not fixed.keys() & {"const", "enum"} and "$ref" not in fixed and ref:
            fixed["const"] = named.get(ref, ref)
        if name not in target.value.setdefault("required", []):
            target.value["required"].append(name)
    return name


def _shared_constants(document: dict[str, Any], objects: list[Node]) -> Iterator[str]:
    """Yield the required properties that every member has with values of its own."""
    for name in objects[0].value.get("properties", {}):
        each = [member(document, node, [name]) for node in objects]
        values = [tuple(m.values[0]) for m in each]
        apart = len({v for one in values for v in one}) == sum(map(len, values))
        if all(values) and apart and all(name in m.required for m in each):
            yield name
