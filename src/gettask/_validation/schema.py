"""A JSON value held against a schema of the effective spec. Pure.

It knows the keywords that schemas of requests use, and ignores others: the API has the last word.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

Schema = Mapping[str, Any]

_COMPONENT = "#/components/schemas/"


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


_TYPES: dict[str, Callable[[Any], bool]] = {
    "object": lambda value: isinstance(value, Mapping),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "number": _is_number,
    "integer": lambda value: _is_number(value) and (isinstance(value, int) or value.is_integer()),
}

_LIMITS: dict[str, tuple[Callable[[Any, Any], bool], str]] = {
    "minimum": (lambda value, limit: value >= limit, "at least"),
    "maximum": (lambda value, limit: value <= limit, "at most"),
    "exclusiveMinimum": (lambda value, limit: value > limit, "more than"),
    "exclusiveMaximum": (lambda value, limit: value < limit, "less than"),
}

_SIZES: dict[str, tuple[type[str] | type[list[Any]] | type[dict[str, Any]], bool, str]] = {
    "minLength": (str, True, "characters"),
    "maxLength": (str, False, "characters"),
    "minItems": (list, True, "items"),
    "maxItems": (list, False, "items"),
    "minProperties": (dict, True, "fields"),
    "maxProperties": (dict, False, "fields"),
}

_DOCUMENTED = "documented"

_SHOWN = 12
"""How many names a message lists."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One place of a request that does not fit the spec.

    Attributes:
        pointer: The JSON Pointer of the place, empty for the whole request.
        message: What is wrong, and what fits.
        fatal: Whether the value contradicts the spec. Otherwise it may be newer: vendors add fields and
            values before their pages have them.
        confidence: How the rule is known, None for documented or what is around it.
    """

    pointer: str
    message: str
    fatal: bool = True
    confidence: str | None = None

    def __str__(self) -> str:
        known = f" ({self.confidence}, not documented)" if self.fatal and not self.refuses else ""
        return f"{self.pointer or 'the request'}: {self.message}{known}"

    def known(self, confidence: str | None) -> Problem:
        """Return the problem with the confidence of a schema around it, unless it has one from within."""
        if confidence is None or self.confidence is not None:
            return self
        return replace(self, confidence=confidence)

    @property
    def refuses(self) -> bool:
        """Whether it keeps the request from being sent; what no page of the vendor states is a warning."""
        return self.fatal and self.confidence in (None, _DOCUMENTED)


@dataclass(frozen=True, slots=True)
class SchemaChecker:
    """Checks values against schemas whose references lead to components of one spec.

    Attributes:
        components: The schemas of the spec by name.
    """

    components: Mapping[str, Schema]

    def resolve(self, schema: Schema) -> Schema:
        """Return a schema without its `$ref`: what stands beside the reference wins over what it names."""
        while "$ref" in schema:
            beside = {name: part for name, part in schema.items() if name != "$ref"}
            schema = {**self.components[schema["$ref"].removeprefix(_COMPONENT)], **beside}
        return schema

    def check(self, value: Any, schema: Schema, pointer: str = "") -> list[Problem]:
        """Return what is wrong with a value."""
        schema = self.resolve(schema)
        problems = list(self._check(value, schema, pointer))
        if isinstance(value, dict):
            known = self._names(schema)
            problems += _unknown(value, known, pointer) if known is not None else ()
        return problems

    def _check(self, value: Any, schema: Schema, pointer: str) -> Iterator[Problem]:
        """Yield what is wrong with a value, but for names that its schema does not have."""
        for problem in self._problems(value, schema, pointer):
            yield problem.known(schema.get("x-confidence"))

    def _problems(self, value: Any, schema: Schema, pointer: str) -> Iterator[Problem]:
        type_ = schema.get("type")
        types = [type_] if isinstance(type_, str) else type_
        if types and not any(_TYPES[each](value) for each in types):
            yield Problem(pointer, f"expected {' or '.join(types)}, got {_shown(value)}")
            return
        yield from _check_values(value, schema, pointer)
        yield from _check_retired(value, schema, pointer)
        yield from _check_limits(value, schema, pointer)
        yield from self._check_parts(value, schema, pointer)
        yield from self._check_choices(value, schema, pointer)

    def _check_parts(self, value: Any, schema: Schema, pointer: str) -> Iterator[Problem]:
        if isinstance(value, list) and "items" in schema:
            for number, item in enumerate(value):
                yield from self.check(item, schema["items"], f"{pointer}/{number}")
        if not isinstance(value, dict):
            return
        properties = schema.get("properties", {})
        others = schema.get("additionalProperties")
        for name, part in value.items():
            found = properties.get(name, others)
            if isinstance(found, Mapping):
                yield from self.check(part, found, _join(pointer, name))
        for name in schema.get("required", ()):
            if name not in value:
                yield Problem(_join(pointer, name), "is missing")

    def _check_choices(self, value: Any, schema: Schema, pointer: str) -> Iterator[Problem]:
        for part in schema.get("allOf", ()):
            yield from self._check(value, self.resolve(part), pointer)
        if "not" in schema and not [*self._check(value, self.resolve(schema["not"]), pointer)]:
            yield Problem(pointer, f"{_shown(value)} is not allowed")
        for keyword in ("anyOf", "oneOf"):
            choices = [[*self._check(value, self.resolve(part), pointer)] for part in schema.get(keyword, ())]
            fitting = [found for found in choices if not _fatal(found)]
            if choices:
                yield from min(fitting or choices, key=_badness)
            if keyword == "oneOf" and len(fitting) > 1:
                yield Problem(pointer, f"only one of these may be given: {self._alternatives(schema)}")

    def _alternatives(self, schema: Schema) -> str:
        names = [" and ".join(self.resolve(part).get("required", ())) for part in schema["oneOf"]]
        return ", ".join(filter(None, names)) or "its alternatives"

    def _names(self, schema: Schema) -> set[str] | None:
        """Return the names that an object may have, None for any."""
        parts = [self.resolve(part) for key in ("allOf", "anyOf", "oneOf") for part in schema.get(key, ())]
        if any(each.get("additionalProperties") for each in (schema, *parts)):
            return None
        names = [*schema.get("properties", {}), *(name for each in parts for name in self._names(each) or ())]
        return set(names) or None


def nearest(word: object, known: Iterable[object]) -> str:
    """Return the end of a message about an unknown word: what it may stand for, else what is known."""
    words = [str(each) for each in known]
    if close := get_close_matches(str(word), words, n=3):
        return f"did you mean {' or '.join(close)}?"
    more = ", …" if len(words) > _SHOWN else ""
    return f"known: {', '.join(words[:_SHOWN])}{more}"


def _unknown(value: Mapping[str, Any], known: set[str], pointer: str) -> Iterator[Problem]:
    for name in value:
        if name not in known:
            unused = sorted(known - value.keys()) or sorted(known)
            yield Problem(_join(pointer, name), f"unknown field; {nearest(name, unused)}", fatal=False)


def _check_values(value: Any, schema: Schema, pointer: str) -> Iterator[Problem]:
    if "const" in schema and not _equal(value, schema["const"]):
        yield Problem(pointer, f"expected {_shown(schema['const'])}, got {_shown(value)}")
    if "enum" in schema and not any(_equal(value, each) for each in schema["enum"]):
        is_open = bool(schema.get("x-open-enum"))
        message = f"{_shown(value)} is not among the values of the spec; {nearest(value, schema['enum'])}"
        yield Problem(pointer, message, fatal=not is_open)


def _check_retired(value: Any, schema: Schema, pointer: str) -> Iterator[Problem]:
    day = schema.get("x-retired", {}).get(value) if isinstance(value, str) else None
    if day is not None:
        yield Problem(pointer, f"{_shown(value)} is retired as of {day}", fatal=False)


def _check_limits(value: Any, schema: Schema, pointer: str) -> Iterator[Problem]:
    for keyword, (fits, words) in _LIMITS.items():
        if keyword in schema and _is_number(value) and not fits(value, schema[keyword]):
            yield Problem(pointer, f"expected {words} {schema[keyword]}, got {value}")
    for keyword, (kind, least, unit) in _SIZES.items():
        if keyword in schema and isinstance(value, kind):
            size, limit = len(value), schema[keyword]
            if size < limit if least else size > limit:
                words = "at least" if least else "at most"
                yield Problem(pointer, f"expected {words} {limit} {unit}, got {size}")
    if "pattern" in schema and isinstance(value, str) and not re.search(schema["pattern"], value):
        yield Problem(pointer, f"{_shown(value)} does not match {schema['pattern']}")


def _equal(value: Any, other: Any) -> bool:
    return isinstance(value, bool) == isinstance(other, bool) and bool(value == other)


def _fatal(problems: Iterable[Problem]) -> bool:
    return any(problem.fatal for problem in problems)


def _badness(problems: list[Problem]) -> tuple[bool, int, int]:
    """Return a key by which the alternative that was meant comes first: wrong deep inside, in few places."""
    deepest = max((problem.pointer.count("/") for problem in problems), default=0)
    return _fatal(problems), -deepest, len(problems)


def _join(pointer: str, name: str) -> str:
    return f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}"


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:79]}…"
