"""The portable profile: an effective document, written so that tools of others read it.

It says what the effective document says in fewer words of OpenAPI: no webhooks, no component that nothing
uses, no union of required keys, nothing that is only null, and no extension but the names of enum values that
differ in case or blanks alone. The same again in OpenAPI 3.0, for tools that do not read 3.1. What 3.0 has no
word for is left out; nothing is allowed that was not allowed, but for values that no word of 3.0 can exclude.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from codegen.document.walk import UNIONS, Node, follow, walk
from codegen.sources.pointers import tokens

VERSIONS = ("3.1", "3.0")

# What a schema of 3.0 has no word for, beside what is written otherwise.
_NOT_IN_3_0 = (
    *("if", "then", "else", "contains", "minContains", "maxContains", "prefixItems", "propertyNames"),
    *(
        "patternProperties",
        "unevaluatedProperties",
        "unevaluatedItems",
        "dependentSchemas",
        "dependentRequired",
    ),
    *("contentEncoding", "contentMediaType", "$comment", "examples"),
)
# What emitted code calls its own in a browser; a schema of that name hides it there.
_TAKEN = ("Blob", "Date", "Error", "File", "FormData", "Headers", "Object", "Request", "Response", "URL")
_SECTIONS = ("schemas", "responses", "parameters", "examples", "requestBodies", "headers", "links")


def portable(document: dict[str, Any], version: str) -> dict[str, Any]:
    """Return the portable form of a bundled document, in OpenAPI `version`: 3.1 or 3.0."""
    made = _renamed(document)
    made.pop("webhooks", None)
    for node in reversed([*walk(made)]):  # what is inside comes first: some of it moves up
        if not isinstance(node.value, dict):
            continue
        if node.kind == "schema":
            _discriminate(made, node.value)
        for name in [name for name in node.value if isinstance(name, str) and name.startswith("x-")]:
            del node.value[name]
        if node.kind == "schema":
            _simplify(node.value, in_union=tokens(node.pointer)[-2:-1] in (["oneOf"], ["anyOf"]))
            if version == "3.0":
                _older(made, node.value, named=len(tokens(node.pointer)) == 3)
        elif version == "3.0":
            _older_object(node)
    if version == "3.0":
        _copy_nullable(made)
        made["openapi"] = "3.0.3"
        made["info"].pop("summary", None)
        made["info"].get("license", {}).pop("identifier", None)
    _drop_unused(made)
    return made


def _renamed(document: dict[str, Any]) -> dict[str, Any]:
    """Return a copy in which no schema has a name that is taken."""
    text, renamed = json.dumps(document), {}
    names = document.get("components", {}).get("schemas", {})
    for name in names:
        if name in _TAKEN and f"{name}Object" not in names:
            renamed[name] = f"{name}Object"
            text = text.replace(f'"#/components/schemas/{name}"', f'"#/components/schemas/{name}Object"')
    made: dict[str, Any] = json.loads(text)
    if renamed:
        schemas = made["components"]["schemas"]
        made["components"]["schemas"] = {renamed.get(name, name): each for name, each in schemas.items()}
    return made


def _discriminate(document: Any, schema: dict[str, Any]) -> None:
    """Name the one property that tells the members of a union apart, in the word that OpenAPI has for it."""
    names = schema.get("x-dispatch", {}).get("properties", [])
    union: list[dict[str, Any]] = next((schema[keyword] for keyword in UNIONS if keyword in schema), [])
    if len(names) != 1 or not all("$ref" in member for member in union):
        return
    mapping: dict[str, str] = {}
    for member in union:
        value = follow(document, Node("", "schema", member)).value
        known = value.get("properties", {}).get(names[0], {})
        values = [known["const"]] if "const" in known else known.get("enum", [])
        if names[0] not in value.get("required", []) or not values or mapping.keys() & {*map(str, values)}:
            return
        mapping |= {str(each): member["$ref"] for each in values}
    if mapping:
        schema["discriminator"] = {"propertyName": names[0], "mapping": mapping}


def _simplify(schema: dict[str, Any], *, in_union: bool) -> None:
    for keyword in UNIONS:
        if "properties" in schema and all(
            _is_about_keys(part) for part in schema.get(keyword, [None]) if isinstance(part, dict)
        ):
            schema.pop(keyword, None)  # which keys come together: no type has a word for it
    if schema.get("type") in ("null", ["null"]) and not in_union:
        del schema["type"]
    if "const" in schema:
        value = schema.pop("const")
        schema.setdefault("type", _type_of(value))
        schema["enum"] = [value]
    if names := _distinct(schema.get("enum", [])):
        schema["x-enum-varnames"] = names


def _is_about_keys(part: dict[str, Any]) -> bool:
    """Return whether a member of a union says no more than which keys there are."""
    rest = {name: value for name, value in part.items() if name not in ("title", "description")}
    return rest.keys() <= {"required", "not", "properties"} and not any(rest.get("properties", {}).values())


def _distinct(values: list[Any]) -> list[str]:
    """Return a name for each value of an enum if generators would give two of them the same, else nothing."""
    if len({str(value).strip().casefold() for value in values}) == len(values):
        return []
    names = [re.sub(r"\W+", "_", str(value).strip()).upper() for value in values]
    seen: Counter[str] = Counter()
    for i, name in enumerate(names):
        seen[name] += 1
        names[i] = name if seen[name] == 1 else f"{name}_{seen[name]}"
    return names


def _type_of(value: Any) -> str:
    kinds = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array"}
    return kinds.get(type(value), "object")


def _older(document: Any, schema: dict[str, Any], *, named: bool) -> None:
    """Write a schema of 3.1 as one of 3.0."""
    for keyword in _NOT_IN_3_0:
        schema.pop(keyword, None)
    if not schema.get("required", True):
        del schema["required"]  # an empty list is none
    _nullable_type(schema)
    _nullable_union(schema)
    for limit, bound in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if isinstance(schema.get(limit), (int, float)) and not isinstance(schema[limit], bool):
            schema[bound], schema[limit] = schema[limit], True
    if "enum" in schema and None in schema["enum"]:
        schema["nullable"] = True
    if "$ref" in schema and len(schema) > 1:  # 3.0 reads nothing beside a reference
        reference = {"$ref": schema.pop("$ref")}
        if named and schema.keys() <= {"description", "title"}:
            schema.clear()  # another name of a schema: generators merge an allOf
            schema.update(reference)
        else:
            schema["allOf"] = [reference, *schema.get("allOf", [])]
    if "nullable" in schema and "type" not in schema:
        _type_nullable(document, schema)


def _copy_nullable(document: dict[str, Any]) -> None:
    """Put a copy in place of each reference that may be null: in 3.0 the referenced schema excludes null.

    Of a union the first member takes null. One with a discriminator stays, since that names its members by
    reference, and so does a schema that refers to itself.
    """
    for node in reversed([*walk(document)]):
        schema = node.value
        parts = schema.get("allOf", []) if node.kind == "schema" and schema.get("nullable") else []
        if len(parts) != 1 or {*parts[0]} != {"$ref"}:
            continue
        target = follow(document, Node("", "schema", parts[0])).value
        if target.keys() & {"allOf", "$ref", "discriminator"} or parts[0]["$ref"] in {*_references(target)}:
            continue
        copy = json.loads(json.dumps(target))
        own = {name: value for name, value in schema.items() if name != "allOf"}
        if union := next((keyword for keyword in UNIONS if keyword in target), None):
            first = follow(document, Node("", "schema", target[union][0])).value
            if first.keys() & {"allOf", "$ref", *UNIONS} or "type" not in first:
                continue
            copy[union][0] = {**json.loads(json.dumps(first)), "nullable": True}
            own = {name: value for name, value in own.items() if name not in ("nullable", "type")}
        schema.clear()
        schema.update({**copy, **own})


def _type_nullable(document: Any, schema: dict[str, Any]) -> None:
    """Put `nullable` beside a type: alone it has no meaning in 3.0."""
    types = _types(document, schema)
    if len(types) == 1:
        schema["type"] = types.pop()
        if schema["type"] == "array":
            schema.setdefault("items", {})
        return
    members = [m for keyword in UNIONS for m in schema.get(keyword, []) if "type" in m]
    if members:
        members[0]["nullable"] = schema.pop("nullable")


def _types(document: Any, schema: dict[str, Any]) -> set[str]:
    """Return the types that a schema, or what it refers to, names; none stands for null."""
    target = follow(document, Node("", "schema", schema)).value
    named = target.get("type", [])
    if named:
        return {named} if isinstance(named, str) else {*named} - {"null"}
    if "properties" in target:
        return {"object"}
    if "enum" in target:
        return {_type_of(value) for value in target["enum"] if value is not None}
    parts = [part for keyword in ("allOf", *UNIONS) for part in target.get(keyword, [])]
    return {name for part in parts for name in _types(document, part)} - {"null"}


def _nullable_type(schema: dict[str, Any]) -> None:
    types = schema.get("type")
    if not isinstance(types, list):
        return
    named = [name for name in types if name != "null"]
    if len(named) < len(types):
        schema["nullable"] = True
    if len(named) == 1:
        schema["type"] = named[0]
    else:
        del schema["type"]
        schema.setdefault(
            "anyOf", [{"type": name, **({"items": {}} if name == "array" else {})} for name in named]
        )


def _nullable_union(schema: dict[str, Any]) -> None:
    for keyword in UNIONS:
        members = schema.get(keyword)
        if not members:
            continue
        rest = [member for member in members if member.get("type") not in ("null", ["null"])]
        if len(rest) == len(members):
            continue
        del schema[keyword]
        schema["nullable"] = True
        if len(rest) == 1:
            if "$ref" in rest[0] or rest[0].keys() & schema.keys():
                schema["allOf"] = [*schema.get("allOf", []), *rest]
            else:
                schema.update(rest[0])
        elif rest:
            schema[keyword] = rest


def _older_object(node: Node) -> None:
    if node.kind == "components":
        node.value.pop("pathItems", None)
    if node.kind == "server":
        node.value.pop("name", None)


def _drop_unused(document: dict[str, Any]) -> None:
    """Remove the components that nothing refers to, and those that only they refer to."""
    components = document.get("components", {})
    used: set[tuple[str, str]] = set()
    todo: list[Any] = [{name: part for name, part in document.items() if name != "components"}]
    while todo:
        for ref in _references(todo.pop()):
            _, section, name, *_ = tokens(ref.removeprefix("#"))
            if (section, name) not in used:
                used.add((section, name))
                todo.append(components.get(section, {}).get(name))
    for section in [name for name in components if name in _SECTIONS]:
        kept = {name: part for name, part in components[section].items() if (section, name) in used}
        components[section] = kept
        if not kept:
            del components[section]


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for name, value in node.items():
            if name == "$ref" and isinstance(value, str) and value.startswith("#/components/"):
                yield value
            elif name not in ("example", "value"):
                yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)
