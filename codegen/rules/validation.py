"""Whether an example fits its schema, and a schema JSON Schema, with short messages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

import jsonschema_rs

from codegen.sources.pointers import join

_URI = "urn:document"


class Failure(NamedTuple):
    """What keeps a value from fitting: a pointer into the value, one to the keyword, and the problem."""

    pointer: str
    keyword: str
    message: str


class Validators:
    """Validators for the schemas of one bundled document."""

    def __init__(self, document: Any) -> None:
        self._registry = jsonschema_rs.Registry([(_URI, document)])
        self._made: dict[str, jsonschema_rs.Validator] = {}

    def problems(self, schema: str, value: Any) -> dict[str, str]:
        """Return what keeps `value` from fitting the schema at this pointer, by pointers into the value."""
        found: dict[str, dict[str, None]] = {}
        for each in self.failures(schema, value):
            found.setdefault(each.pointer, {})[each.message] = None
        return {pointer: "; ".join(messages) for pointer, messages in found.items()}

    def failures(self, schema: str, value: Any) -> list[Failure]:
        """Return the same with the keyword that each comes from."""
        if schema not in self._made:
            self._made[schema] = jsonschema_rs.Draft202012Validator(
                {"$ref": f"{_URI}#{quote(schema)}"},
                registry=self._registry,
                validate_formats=True,
            )
        leaves = (leaf for error in self._made[schema].iter_errors(value) for leaf in _leaves(error))
        return [
            Failure(
                join("", *leaf.instance_path),
                unquote((leaf.absolute_keyword_location or "").removeprefix(f"{_URI}#")),
                _short(leaf.message),
            )
            for leaf in leaves
        ]


def problem_of(schema: dict[str, Any], value: Any) -> str:
    """Return what keeps `value` from fitting a schema without references; "" if it fits."""
    error = next(jsonschema_rs.Draft202012Validator(schema).iter_errors(value), None)
    return "" if error is None else _short(error.message)


def regex_problem(pattern: str) -> str:
    """Return what keeps `pattern` from being a regular expression; "" if it is one."""
    try:
        jsonschema_rs.Draft202012Validator({"pattern": pattern})
    except ValueError as error:
        return _short(str(error).partition("\n")[0])
    return ""


def malformed(schema: Any) -> Iterator[tuple[list[str | int], str]]:
    """Yield (path in the schema, problem) of what is not valid JSON Schema."""
    for error in _metaschema().iter_errors(schema):
        for leaf in _leaves(error):
            yield list(leaf.instance_path), _short(leaf.message)


@cache
def _metaschema() -> jsonschema_rs.Validator:
    return jsonschema_rs.Draft202012Validator({"$ref": "https://json-schema.org/draft/2020-12/schema"})


def _leaves(error: jsonschema_rs.ValidationError) -> Iterator[jsonschema_rs.ValidationError]:
    """Go down to the errors in that member of a union which comes closest."""
    branches = getattr(error.kind, "context", None)
    # A member without errors: oneOf matches more than one, and says so itself.
    if not branches or not all(branches):
        yield error
        return
    # The member whose constants fit is the one that was meant.
    far = lambda branch: (sum(e.kind.name == "const" for e in branch), len(branch))  # noqa: E731
    for inner in min(branches, key=far):
        yield from _leaves(inner)


def _short(message: str) -> str:
    return message if len(message) <= 160 else f"{message[:60]} … {message[-80:]}"
