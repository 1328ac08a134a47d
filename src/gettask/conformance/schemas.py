"""Validation by dispatch: one wrong field is one error, at its place in the right member of a union."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from .._contract.pointer import escape
from .spec import Spec

if TYPE_CHECKING:
    from jsonschema_rs import Registry, Validator

DOCUMENT = "urn:gettask:document"


@dataclass(frozen=True)
class SchemaError:
    """A value that its schema does not allow.

    Attributes:
        pointer: JSON Pointer to the value.
        keyword: The keyword of JSON Schema that it violates.
        message: What is wrong.
        spec: JSON Pointer to the schema, as far as it is known.
    """

    pointer: str
    keyword: str
    message: str
    spec: str


class Schemas:
    """The schemas of an effective specification, compiled when they are first needed."""

    def __init__(self, spec: Spec) -> None:
        self._spec = spec
        self._validators: dict[str, Validator] = {}

    @cached_property
    def _registry(self) -> Registry:
        from jsonschema_rs import Draft202012, Registry

        document = {key: _decided(self._spec, value) for key, value in self._spec.document.items()}
        return Registry([(DOCUMENT, document)], draft=Draft202012)

    def errors(self, at: str, value: Any) -> list[SchemaError]:
        """Return the errors of a value by the schema at a JSON Pointer of the document."""
        validator = self._validators.get(at)
        if validator is None:
            from jsonschema_rs import Draft202012Validator

            schema = {"$ref": f"{DOCUMENT}#{_fragment(at)}"}
            validator = Draft202012Validator(schema, registry=self._registry, validate_formats=True)
            self._validators[at] = validator
        try:
            return self._errors(validator, value)
        except UnicodeEncodeError:  # halves of surrogate pairs, which the validator's texts cannot have
            text = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
            return self._errors(validator, json.loads(text))

    def _errors(self, validator: Validator, value: Any) -> list[SchemaError]:
        if validator.is_valid(value):
            return []
        found = {(each.pointer, each.keyword): each for each in self._each(validator, value)}
        return list(found.values())

    def _each(self, validator: Validator, value: Any) -> Iterator[SchemaError]:
        for error in validator.iter_errors(value):
            path = list(error.schema_path)
            keyword = str(path[-1]) if path else ""
            message = error.message
            if keyword == "else":
                keyword, message = "x-dispatch", "no variant of the union has such values or keys"
            if keyword == "required":
                message = f"the property {_quoted(message)} is missing"
            pointer = "".join(f"/{escape(each)}" for each in error.instance_path)
            location = str(error.absolute_keyword_location or "")
            yield SchemaError(pointer, keyword, _short(message), location.partition("#")[2])


@lru_cache(maxsize=16)
def schemas_of(spec: Spec) -> Schemas:
    """Return the schemas of a specification, compiled once for all that ask."""
    return Schemas(spec)


def _quoted(message: str) -> str:
    return message.partition('"')[2].partition('"')[0]


def _short(message: str) -> str:
    return message if len(message) <= 200 else f"{message[:120]} … {message[-70:]}"


def _fragment(at: str) -> str:
    return at.replace("%", "%25").replace("{", "%7B").replace("}", "%7D").replace(" ", "%20")


def _decided(spec: Spec, node: Any) -> Any:
    """Return a part of the document whose unions say by the value which member applies."""
    if isinstance(node, list):
        return [_decided(spec, each) for each in node]
    if not isinstance(node, dict):
        return node
    plain = {key: _decided(spec, value) for key, value in node.items()}
    keyword = next((each for each in ("oneOf", "anyOf") if isinstance(node.get(each), list)), None)
    if keyword is None:
        return plain
    members: Sequence[Any] = node[keyword]
    values = [member for member in members if member != {"type": "null"}]
    if "x-dispatch" in node:
        chain = _chain(spec, members, node["x-dispatch"].get("properties", ()))
    elif len(values) == 1 and len(members) == 2:
        chain = {"if": {"type": "null"}, "else": _decided(spec, values[0])}
    else:
        return plain
    del plain[keyword]
    plain["allOf"] = [*plain.get("allOf", ()), chain]
    return plain


def _chain(spec: Spec, members: Sequence[Any], properties: Sequence[str]) -> Any:
    """Return nested conditions that find the member by constants, else by required keys."""
    chain: Any = False
    for condition, number in reversed(conditions(spec, members, properties)):
        chain = {"if": condition, "then": _decided(spec, members[number]), "else": chain}
    return chain


def conditions(
    spec: Spec, members: Sequence[Any], properties: Sequence[str]
) -> list[tuple[Mapping[str, Any], int]]:
    """Return the condition of each member of a union, with its number; the first that holds decides."""
    tagged: list[tuple[Mapping[str, Any], int]] = []
    keyed: list[tuple[Mapping[str, Any], int]] = []
    for number, member in enumerate(members):
        schema = merged(spec, member)
        constants = {name: _constant(spec, schema["properties"].get(name)) for name in properties}
        known = {name: each for name, each in constants.items() if each is not None}
        if properties and len(known) == len(properties):
            tagged.append(({"properties": known, "required": list(known)}, number))
        else:
            keyed.append(({"required": schema["required"]}, number))
    listed = [condition for condition, _ in tagged]
    shared = [
        ({**condition, "required": merged(spec, members[number])["required"]}, number)
        for condition, number in tagged
        if listed.count(condition) > 1
    ]
    return [*shared, *tagged, *keyed]


def _constant(spec: Spec, schema: Any) -> Mapping[str, Any] | None:
    found = spec.resolve(schema or {})
    return next(({key: found[key]} for key in ("const", "enum") if key in found), None)


def merged(spec: Spec, schema: Any) -> dict[str, Any]:
    """Return the properties and required keys of a schema with those of its references and `allOf`."""
    schema = spec.resolve(schema)
    parts = [merged(spec, part) for part in schema.get("allOf", ())]
    properties = {name: each for part in parts for name, each in part["properties"].items()}
    required = {name: None for part in parts for name in part["required"]}
    required |= dict.fromkeys(schema.get("required", ()))
    return {"properties": {**properties, **schema.get("properties", {})}, "required": list(required)}
