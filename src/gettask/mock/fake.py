"""Values made out of schemas."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from gettask.mock.schema import Document, Schema, kind, union

Link = Callable[[Mapping[str, Any]], str]
"""Gives the URL of a file for an `x-asset`."""

FORMATS: Mapping[str, Callable[[], str]] = {
    "uuid": lambda: str(uuid.uuid4()),
    "date-time": lambda: "2025-01-01T00:00:00Z",
    "date": lambda: "2025-01-01",
    "uri": lambda: "https://example.com/",
    "email": lambda: "someone@example.com",
}


@dataclass(frozen=True, slots=True)
class Faker:
    """Makes the plainest value that a schema allows, and fills in values that lack something.

    With `link` there are results by now, and everything known is filled in. Without it results are left
    out, null or empty, as far as the schema lets them.
    """

    document: Document
    link: Link | None = None
    optional: bool = True
    """Whether properties that may be left out are filled in as well."""
    examples: bool = True
    """Whether values are taken from examples."""

    def make(self, schema: Any, within: tuple[int, ...] = ()) -> Any:
        """A value of the schema. `within` are the schemas that this one is a part of."""
        whole = self.document.flat(schema)
        if id(whole) in within:
            return None
        within = (*within, id(whole))
        flat = self.document.decide(whole, self.link is not None)
        for word in ("const", "default"):
            if word in flat:
                return flat[word]
        if "x-asset" in flat:
            return "" if self.link is None else self.link(flat["x-asset"])
        for word in ("examples", "enum") if self.examples else ("enum",):
            if flat.get(word):
                return flat[word][0]
        match kind(flat):
            case "object":
                return self._object(flat, within)
            case "array":
                items = flat.get("items")
                least = 1 if self.link is not None and self.document.shows(items) else 0
                return [self.make(items, within) for _ in range(max(least, flat.get("minItems", 0)))]
            case "string":
                plain = "" if self.link is None else "text"
                text = FORMATS.get(flat.get("format", ""), lambda: plain)()
                return text.ljust(flat.get("minLength", 0), "x")
            case "integer" | "number":
                return _number(flat)
            case "boolean":
                return False
            case _:
                return None

    def complete(self, schema: Any, value: Any) -> Any:
        """The value with what it lacks, as a server answers with more than it was sent."""
        flat = self.document.flat(schema)
        if not isinstance(value, dict) or "properties" not in flat:
            return value
        known = flat["properties"]
        return self._object(flat, ()) | {
            name: self.complete(known.get(name), part) for name, part in value.items()
        }

    def dress(self, schema: Any, value: Any) -> Any:
        """The value with its result URLs replaced by links to files that exist."""
        flat = self.document.flat(schema)
        if isinstance(value, str) and value and "x-asset" in flat and self.link is not None:
            return self.link(flat["x-asset"])
        for option in union(flat):
            value = self.dress(option, value)
        if isinstance(value, list):
            return [self.dress(flat.get("items"), item) for item in value]
        if isinstance(value, dict):
            known, other = flat.get("properties", {}), flat.get("additionalProperties")
            return {name: self.dress(known.get(name, other), part) for name, part in value.items()}
        return value

    def _object(self, flat: Schema, within: tuple[int, ...]) -> dict[str, Any]:
        required, known = flat.get("required", ()), flat.get("properties", {})
        made = {
            name: self.make(schema, within)
            for name, schema in known.items()
            if name in required or (self.optional and self._usual(schema, within))
        }
        other = flat.get("additionalProperties")
        if self.link is not None and not known and self.document.shows(other):
            made[str(uuid.uuid4())] = self.make(other, within)
        return made

    def _usual(self, schema: Any, within: tuple[int, ...]) -> bool:
        """Whether an optional property is to be expected by now."""
        if id(self.document.flat(schema)) in within:
            return False
        return self.link is not None or not (self.document.shows(schema) or hearsay(schema))


def hearsay(schema: Any) -> bool:
    """Whether a property is not documented as such, but seen now and then, reported or guessed."""
    return isinstance(schema, dict) and schema.get("x-confidence", "documented") != "documented"


def _number(flat: Schema) -> float:
    """The number closest to zero that the bounds allow; bounds less than one apart are not looked into."""
    low: float = flat.get("minimum", flat.get("exclusiveMinimum", -1) + 1)
    high: float = flat.get("maximum", flat.get("exclusiveMaximum", 1) - 1)
    return max(low, 0) if high >= 0 else high
