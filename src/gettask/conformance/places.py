"""Which schema of the specification describes each value of a body."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .._contract.pointer import MISSING, escape, lookup
from .schemas import conditions
from .spec import Spec

TYPES: Mapping[type, str] = {
    dict: "object",
    list: "array",
    str: "string",
    bool: "boolean",
    int: "integer",
    float: "number",
    type(None): "null",
}
MOST = 20_000
"""Values of one body that are visited."""


@dataclass(frozen=True)
class Part:
    """A schema that applies to a value.

    Attributes:
        at: JSON Pointer to it, references followed.
        schema: The schema.
    """

    at: str
    schema: Mapping[str, Any]


@dataclass(frozen=True)
class Place:
    """A value of a body, and the schemas that apply to it.

    Attributes:
        pointer: JSON Pointer to the value in the body.
        value: The value.
        at: JSON Pointer to the schema, references not followed.
        parts: The schema, what its references lead to, and the members of `allOf` and unions that apply.
    """

    pointer: str
    value: Any
    at: str
    parts: Sequence[Part]

    @property
    def undeclared(self) -> list[str]:
        """The keys of an object that no schema declares; none where the schema leaves them open."""
        if not isinstance(self.value, dict):
            return []
        names = {name for part in self.parts for name in part.schema.get("properties", ())}
        closed = all(
            "patternProperties" not in part.schema and part.schema.get("additionalProperties", False) is False
            for part in self.parts
        )
        return [name for name in self.value if name not in names] if names and closed else []

    def having(self, keyword: str) -> Part | None:
        """Return the first schema that has a keyword."""
        return next((part for part in self.parts if keyword in part.schema), None)


def type_of(value: Any) -> str:
    """Return the JSON type of a value; a number without fraction is an integer."""
    return TYPES.get(type(value), "string")


class Places:
    """Finds the schemas of values.

    Args:
        spec: The specification.
    """

    def __init__(self, spec: Spec) -> None:
        self._spec = spec
        self._conditions: dict[str, list[tuple[Mapping[str, Any], int]]] = {}

    def walk(self, at: str, value: Any) -> Iterator[Place]:
        """Yield the place of a value and of all values in it, as far as a schema describes them.

        Args:
            at: JSON Pointer to the schema of the value.
            value: A JSON value.
        """
        stack = [("", value, at)]
        for _ in range(MOST):
            if not stack:
                return
            pointer, value, at = stack.pop()
            place = Place(pointer, value, at, self._parts(at, value))
            yield place
            stack += reversed(list(_inside(place)))

    def _parts(self, at: str, value: Any) -> list[Part]:
        at, schema = self._follow(at)
        parts = [Part(at, schema)]
        for number in range(len(schema.get("allOf", ()))):
            parts += self._parts(f"{at}/allOf/{number}", value)
        for keyword in ("oneOf", "anyOf"):
            for number in self._members(f"{at}/{keyword}", schema, schema.get(keyword, ()), value):
                parts += self._parts(f"{at}/{keyword}/{number}", value)
        return parts

    def _follow(self, at: str) -> tuple[str, Mapping[str, Any]]:
        schema = lookup(self._spec.document, at)
        while isinstance(schema, dict) and "$ref" in schema:
            at = schema["$ref"].removeprefix("#")
            schema = lookup(self._spec.document, at)
        return at, schema if isinstance(schema, dict) and schema is not MISSING else {}

    def _members(self, at: str, union: Mapping[str, Any], members: Sequence[Any], value: Any) -> list[int]:
        """Return the members that apply: by the constants of the value, else by its type."""
        if "x-dispatch" in union and members:
            if at not in self._conditions:
                properties = union["x-dispatch"].get("properties", ())
                self._conditions[at] = conditions(self._spec, members, properties)
            found = (number for each, number in self._conditions[at] if _meets(value, each))
            return [number for number in [next(found, None)] if number is not None]
        return [number for number, each in enumerate(members) if self._fits(each, value)]

    def _fits(self, member: Any, value: Any) -> bool:
        kinds = self._spec.resolve(member).get("type")
        listed = kinds if isinstance(kinds, list) else [kinds]
        kind = type_of(value)
        return kinds is None or kind in listed or (kind == "integer" and "number" in listed)


def _meets(value: Any, condition: Mapping[str, Any]) -> bool:
    if not isinstance(value, dict) or not all(name in value for name in condition["required"]):
        return False
    constants = condition.get("properties", {})
    return all(
        value.get(name) == each["const"] if "const" in each else value.get(name) in each["enum"]
        for name, each in constants.items()
    )


def _inside(place: Place) -> Iterator[tuple[str, Any, str]]:
    """Yield pointer, value and schema of each item of an array, or value of an object, that has a schema."""
    value = place.value
    if isinstance(value, list):
        part = place.having("items")
        for number, each in enumerate(value) if part is not None else ():
            assert part is not None
            yield f"{place.pointer}/{number}", each, f"{part.at}/items"
    for name, each in value.items() if isinstance(value, dict) else ():
        at = _property(place.parts, name)
        if at is not None:
            yield f"{place.pointer}/{escape(name)}", each, at


def _property(parts: Sequence[Part], name: str) -> str | None:
    """Return where a property is described; a description that says something before an empty one."""
    found = [part for part in parts if name in part.schema.get("properties", ())]
    found.sort(key=lambda part: not part.schema["properties"][name])
    if found:
        return f"{found[0].at}/properties/{escape(name)}"
    further = next(
        (part for part in parts if isinstance(part.schema.get("additionalProperties"), dict)), None
    )
    return None if further is None else f"{further.at}/additionalProperties"
