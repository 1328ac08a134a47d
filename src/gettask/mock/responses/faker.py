"""Values made from schemas."""

from __future__ import annotations

import copy
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from gettask.mock.sample_files import size
from gettask.mock.spec.document import Document, Schema, kind, union

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
    """Makes the simplest value that a schema allows, and fills in values that lack properties.

    With `link` there are results, and every property is filled in. Without it results are left out, null
    or empty, as far as the schema allows.
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
        flat = self.document.choose(whole, self.link is not None)
        for keyword in ("const", "default"):
            if keyword in flat:
                return flat[keyword]
        if "x-asset" in flat:
            return "" if self.link is None else self.link(flat["x-asset"])
        for keyword in ("examples", "enum") if self.examples else ("enum",):
            if flat.get(keyword):
                return self.fill_assets(flat, copy.deepcopy(flat[keyword][0]))
        match kind(flat):
            case "object":
                return self._object(flat, within)
            case "array":
                items = flat.get("items")
                least = 1 if self.link is not None and self.document.has_assets(items) else 0
                return [self.make(items, within) for _ in range(max(least, flat.get("minItems", 0)))]
            case "string":
                return FORMATS.get(flat.get("format", ""), str)().ljust(flat.get("minLength", 0), "x")
            case "integer" | "number":
                return _number(flat)
            case "boolean":
                return False
            case _:
                return None

    def fill_defaults(self, schema: Any, value: Any) -> Any:
        """The value with what the server adds to it: properties that are required or have a default."""
        flat = self.document.flat(schema)
        known = flat.get("properties", {})
        if not isinstance(value, dict) or not known:
            return value
        required = flat.get("required", ())
        added = [name for name, part in known.items() if name in required or self._has_default(part)]
        return {name: self.make(known[name]) for name in added if name not in value} | {
            name: self.fill_defaults(known.get(name), part) for name, part in value.items()
        }

    def _has_default(self, schema: Any) -> bool:
        """Whether the value has a default, or all that it consists of."""
        flat = self.document.flat(schema)
        parts = flat.get("properties", {}).values()
        return "default" in flat or (bool(parts) and all(map(self._has_default, parts)))

    def fill_assets(self, schema: Any, value: Any) -> Any:
        """The value with its result URLs replaced by links to files of the mock."""
        flat = self.document.flat(schema)
        if isinstance(value, str) and value and "x-asset" in flat and self.link is not None:
            return self.link(flat["x-asset"])
        fitting = (option for option in union(flat) if self.document.validate(option, value) is None)
        if (option := next(fitting, None)) is not None:
            value = self.fill_assets(option, value)
        if isinstance(value, list):
            return [self.fill_assets(flat.get("items"), item) for item in value]
        if isinstance(value, dict):
            known, other = flat.get("properties", {}), flat.get("additionalProperties")
            filled = {name: self.fill_assets(known.get(name, other), part) for name, part in value.items()}
            self._put_sizes(known, filled)
            return filled
        return value

    def _object(self, flat: Schema, within: tuple[int, ...]) -> dict[str, Any]:
        required, known = flat.get("required", ()), flat.get("properties", {})
        documented = any(
            self.document.has_assets(part) and not undocumented(self.document.flat(part))
            for part in known.values()
        )
        made = {
            name: self.make(schema, within)
            for name, schema in known.items()
            if name in required or (self.optional and self._is_expected(schema, within, documented))
        }
        self._put_sizes(known, made)
        other = flat.get("additionalProperties")
        if self.link is not None and not known and self.document.has_assets(other):
            made[str(uuid.uuid4())] = self.make(other, within)
        return made

    def _put_sizes(self, known: Schema, value: dict[str, Any]) -> None:
        """Say how large files are, where fields beside their URLs do."""
        for name in known.keys() & value.keys() if self.link is not None else ():
            asset = self.document.flat(known[name]).get("x-asset", {})
            if "size" in asset and value[name]:
                sizes = zip(asset["size"], size(asset["media-types"]), strict=True)
                value |= {field: number for field, number in sizes if field in value}

    def _is_expected(self, schema: Any, within: tuple[int, ...], documented: bool) -> bool:
        """Whether an optional property is filled in, beside results that are documented or not."""
        flat = self.document.flat(schema)
        if id(flat) in within or flat.get("deprecated") is True:
            return False
        if self.link is None:
            return not (self.document.has_assets(schema) or undocumented(schema))
        return "finished" not in flat.get("x-unknown", ()) and not (documented and undocumented(flat))


def undocumented(schema: Any) -> bool:
    """Whether a property is only observed, reported or inferred."""
    return isinstance(schema, dict) and schema.get("x-confidence", "documented") != "documented"


def _number(flat: Schema) -> float:
    """The number closest to zero that the bounds allow; bounds less than one apart are ignored."""
    low: float = flat.get("minimum", flat.get("exclusiveMinimum", -1) + 1)
    high: float = flat.get("maximum", flat.get("exclusiveMaximum", 1) - 1)
    return max(low, 0) if high >= 0 else high
