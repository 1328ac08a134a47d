"""The schemas of an OpenAPI document: references resolved, `allOf` merged, unions opened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from gettask.mock.spec.pointer import get, tokens
from gettask.mock.spec.validator import Problem, Validator

Schema = Mapping[str, Any]

ANYTHING: Schema = {}


class UnsupportedSpecError(ValueError):
    """The document asks for something that the mock cannot do, or contradicts itself."""


class Document:
    """An OpenAPI document and questions about its schemas; answers are cached."""

    def __init__(self, spec: Schema) -> None:
        self.spec = spec
        # Keyed by identity, so each entry also keeps the schema whose identity it is.
        self._flat: dict[int, tuple[Schema, Schema]] = {}
        self._members: dict[int, tuple[Any, list[Any]]] = {}
        self._chosen: dict[tuple[int, bool], tuple[Schema, Schema]] = {}
        self._assets: dict[int, tuple[Schema, bool]] = {}
        self._tags: dict[tuple[int, str], tuple[Any, list[Any] | None]] = {}
        self._validators: dict[int, Validator] = {}
        schemas = spec.get("components", {}).get("schemas", {}).values()
        self._results: dict[str, Schema] = {
            schema["x-variant"]: schema["x-results"]
            for schema in schemas
            if "keys" in schema.get("x-results", {})
        }
        self.result_formats: dict[str, list[Schema]] = {}
        for schema in schemas:
            formats = schema.get("x-results", {}).get("formats", ())
            self.result_formats.setdefault(schema.get("x-variant", ""), []).extend(formats)
        """The types of files that fields of the request of such a variant ask for."""
        self.echo_names: dict[str, dict[str, str]] = {
            schema["x-variant"]: {
                name: field["x-echo-name"]
                for name, field in schema.get("properties", {}).items()
                if "x-echo-name" in field
            }
            for schema in schemas
            if "x-results" in schema
        }
        """What a task calls the fields of its request, where by another name."""

    def result_keys(self, variant: str | None, request: Any) -> Sequence[str] | None:
        """The keys of the output that a request leads to, of a variant whose schema serves others too."""
        results = self._results.get(variant or "")
        if results is None:
            return None
        keys = list(results["keys"])
        for rule in results.get("instead", ()):
            if rule["of"] in keys and all(get(request, at) == value for at, value in rule["when"].items()):
                keys[keys.index(rule["of"])] = rule["key"]
        return keys

    def resolve(self, node: Any) -> Any:
        """The object itself, or what its `$ref` points to."""
        while isinstance(node, dict) and "$ref" in node:
            target = get(self.spec, node["$ref"].removeprefix("#"))
            if not isinstance(target, dict):
                raise UnsupportedSpecError(f"{node['$ref']} is not in the document")
            node = target
        return node

    def flat(self, schema: Any) -> Schema:
        """The schema with its reference and its `allOf` merged into one level; unions stay."""
        if not isinstance(schema, dict):
            return ANYTHING
        if "$ref" not in schema and "allOf" not in schema:
            return schema
        if id(schema) not in self._flat:
            own = {key: value for key, value in schema.items() if key not in ("$ref", "allOf")}
            target = [self.resolve({"$ref": schema["$ref"]})] if "$ref" in schema else []
            parts = (*target, *schema.get("allOf", ()), own)
            self._flat[id(schema)] = schema, merge(self.flat(part) for part in parts)
        return self._flat[id(schema)][1]

    def choose(self, schema: Any, results: bool) -> Schema:
        """The flat schema with each union replaced by one of its options: the first.

        But null is the last option where there are results, and the first before.
        """
        flat = self.flat(schema)
        options = [self.flat(option) for option in union(flat)]
        if not options:
            return flat
        key = id(flat), results
        if key not in self._chosen:
            if results or any(map(self.has_assets, options)):
                options.sort(key=lambda option: (kind(option) == "null") == results)
            rest = {keyword: value for keyword, value in flat.items() if keyword not in ("oneOf", "anyOf")}
            self._chosen[key] = flat, self.choose(merge((rest, options[0])), results)
        return self._chosen[key][1]

    def has_assets(self, schema: Any) -> bool:
        """Whether values of the schema may hold a result."""
        flat = self.flat(schema)
        if id(flat) not in self._assets:
            self._assets[id(flat)] = flat, self._holds_asset(flat, ())
        return self._assets[id(flat)][1]

    def _holds_asset(self, schema: Any, within: tuple[int, ...]) -> bool:
        flat = self.flat(schema)
        if "x-asset" in flat or not flat or id(flat) in within:
            return "x-asset" in flat
        parts = (*flat.get("properties", {}).values(), *union(flat))
        parts += (flat.get("items"), flat.get("additionalProperties"))
        return any(self._holds_asset(part, (*within, id(flat))) for part in parts)

    def members(self, schema: Any) -> list[Any]:
        """The members of a union, nested unions opened; a schema that is not a union is its own member."""
        flat = self.flat(schema)
        if "properties" in flat or not union(flat):
            return [schema]
        if id(flat) not in self._members:
            found = [member for option in union(flat) for member in self.members(option)]
            self._members[id(flat)] = flat, found
        return self._members[id(flat)][1]

    def schema_at(self, schema: Any, pointer: str) -> Any:
        """The schema of a place inside the values of `schema`, or None."""
        for token in tokens(pointer):
            schema = self._child(schema, token)
        return schema

    def _child(self, schema: Any, token: str) -> Any:
        flat = self.flat(schema)
        if token in flat.get("properties", {}):
            return flat["properties"][token]
        if token.isdecimal() and "items" in flat:
            return flat["items"]
        found = (self._child(option, token) for option in union(flat))
        return next((child for child in found if child is not None), None)

    def tags(self, schema: Any, name: str) -> list[Any] | None:
        """The values that a property may have, if the schema lists them."""
        key = id(schema), name
        if key not in self._tags:
            prop = self.flat(schema).get("properties", {}).get(name)
            self._tags[key] = schema, self.values(prop)
        return self._tags[key][1]

    def values(self, schema: Any) -> list[Any] | None:
        """The values of a schema, if it lists them."""
        flat = self.flat(schema)
        return [flat["const"]] if "const" in flat else flat.get("enum")

    def dispatch(self, schema: Any) -> list[str]:
        """The properties whose values name the member of a union."""
        flat = self.flat(schema)
        if "x-dispatch" in flat:
            return list(flat["x-dispatch"].get("properties", ()))
        members = self.members(schema)
        required = [self.flat(member).get("required", ()) for member in members]
        shared = [name for name in required[0] if all(name in names for names in required)]
        return [name for name in shared if all(self.tags(member, name) for member in members)]

    def task_tags(self, schema: Any, value: Any) -> dict[str, Any]:
        """The properties that name the kind of task that a request creates: its tags, and its `x-match`."""
        match = self.flat(schema).get("x-match", {})
        fixed = {name: tag for name, tag in match.items() if not name.startswith("x-")}
        sent = value if isinstance(value, dict) else {}
        return fixed | {name: tag for name, tag in sent.items() if self.tags(schema, name)}

    def property_names(self, schema: Any) -> set[str]:
        """The properties that a schema lists, wherever it does."""
        flat = self.flat(schema)
        return set(flat.get("properties", ())).union(*map(self.property_names, union(flat)))

    def validate(self, schema: Any, value: Any) -> Problem | None:
        """The first thing that is wrong with the value, or None; without a schema nothing is.

        The schema is compiled at its first use.
        """
        if schema is None:
            return None
        if id(schema) not in self._validators:
            self._validators[id(schema)] = Validator(schema, self._components(schema))
        return self._validators[id(schema)].validate(value)

    def _components(self, schema: Any) -> Schema:
        """The components that the schema refers to, or one of them does; validators copy what they get."""
        needed: dict[str, dict[str, Any]] = {}
        rest = [schema]
        while rest:
            node = rest.pop()
            if isinstance(node, dict):
                rest += node.values()
                _, kind, name, *_ = *tokens(str(node.get("$ref", "")).removeprefix("#")), "", "", ""
                if name and name not in needed.setdefault(kind, {}):
                    needed[kind][name] = self.spec["components"][kind][name]
                    rest.append(needed[kind][name])
            elif isinstance(node, list):
                rest += node
        return needed


def union(flat: Schema) -> Sequence[Any]:
    """The alternatives of a flat schema, if it has any."""
    return flat.get("oneOf") or flat.get("anyOf") or ()


def kind(flat: Schema) -> str:
    """The JSON type of values of a flat schema, the first if there are several; null if it names none."""
    named = flat.get("type", "object" if "properties" in flat else "null")
    if isinstance(named, list):
        return next((name for name in named if name != "null"), "null")
    return str(named)


def merge(parts: Iterable[Schema]) -> Schema:
    """One schema that asks for what all the parts ask for; where two disagree, the later counts."""
    merged: dict[str, Any] = {}
    for part in parts:
        properties = dict(merged.get("properties", {}))
        for name, schema in part.get("properties", {}).items():
            both = [each for each in (properties.get(name), schema) if each]
            properties[name] = {"allOf": both} if len(both) > 1 else both[0] if both else schema
        required = [*merged.get("required", ()), *part.get("required", ())]
        merged |= part
        merged |= {"properties": properties} if properties else {}
        merged |= {"required": required} if required else {}
    return merged
