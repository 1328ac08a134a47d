"""Requests to send: the examples of the specification, valid changes to them, and mistakes."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping
from itertools import islice, zip_longest
from random import Random
from typing import Any

from ..._contract.contract import Variant
from ..._contract.pointer import lookup
from ..schemas import Schemas, merged
from ..spec import Operation, Spec

LONG_TEXT = 1000
LONG = " and so on" * (LONG_TEXT // 10) + "  "
"""What makes a text too long for a column of 1,000 characters; it ends with blanks."""
MOST_MISTAKES = 16
"""Bodies with a mistake that an operation is sent."""
SPOILT = "Größe “1” <b>&amp; 'x'</b> \\n\n日本 🐈  "
"""Capitals, accents, quotes, markup, an escape, a line break, characters of three and four bytes, blanks."""


def example(spec: Spec, operation: Operation) -> Any:
    """Return the first JSON example of an operation's request, None if it has none."""
    body = spec.resolve(operation.data.get("requestBody", {}))
    content = body.get("content", {}).get("application/json", {})
    examples = [spec.resolve(each) for each in content.get("examples", {}).values()]
    return next((copy.deepcopy(each["value"]) for each in examples if "value" in each), None)


def operation_of(spec: Spec, variant: Variant) -> Operation | None:
    """Return the operation that creates a variant, None if nothing does."""
    known = spec.contract.operations.get(variant.create or "")
    if known is None:
        return None
    return next(
        (each for each in spec.operations if (each.method, each.path) == (known.method, known.path)), None
    )


def varied(spec: Spec, schemas: Schemas, variant: Variant, random: Random) -> Mapping[str, Any] | None:
    """Return a valid request that differs from the example of a variant, None if none is found."""
    operation = operation_of(spec, variant)
    found = None if operation is None else spec.request_schema(operation)
    if operation is None or found is None or variant.example is None:
        return None
    changes = list(_changes(spec, spec.resolve(found[1]), variant))
    random.shuffle(changes)
    valid = _with_texts(schemas, found[0], dict(variant.example))
    for at, value in changes[:20]:
        candidate = copy.deepcopy(valid)
        put(candidate, at, value)
        if not schemas.errors(found[0], candidate):
            return candidate
    return valid if valid != variant.example else None


def _with_texts(schemas: Schemas, at: str, body: dict[str, Any]) -> dict[str, Any]:
    """Return a request whose sentences have characters that servers spoil, where its schema allows it."""
    changed = copy.deepcopy(body)
    for path, value in _paths(body):
        if isinstance(value, str) and " " in value and "://" not in value:
            for text in (f"{value} {SPOILT}", f"{value} {SPOILT}{LONG}"):
                candidate = copy.deepcopy(changed)
                put(candidate, path, text)
                fits = not schemas.errors(at, candidate)
                if fits and (len(text) < LONG_TEXT or _bounded(schemas, at, candidate, path)):
                    changed = candidate
    return changed


def _bounded(schemas: Schemas, at: str, body: Mapping[str, Any], path: list[str]) -> bool:
    """Return whether the schema says how long a text may be: where it does not, no long one is tried."""
    longest = copy.deepcopy(dict(body))
    put(longest, path, "x" * 1_000_000)
    return bool(schemas.errors(at, longest))


def _changes(spec: Spec, schema: Any, variant: Variant) -> Iterator[tuple[list[str], Any]]:
    """Yield path and another value for the enums and booleans of a variant's request."""
    names = [f"/components/schemas/{name}" for name in variant.requests]
    schemas = [lookup(spec.document, name) for name in names] or [schema]
    stack = [([], each) for each in schemas if isinstance(each, dict)]  # type: list[tuple[list[str], Any]]
    while stack:
        path, node = stack.pop()
        for name, each in merged(spec, node)["properties"].items():
            inner = spec.resolve(each)
            if not path and name in spec.contract.dispatch:
                continue
            for value in inner.get("enum", ()):
                yield [*path, name], value
            if inner.get("type") == "boolean":
                yield [*path, name], True
            if inner.get("type") == "object" and len(path) < 2:
                stack.append(([*path, name], inner))


def mistakes(spec: Spec, schemas: Schemas, operation: Operation, valid: Any) -> Iterator[bytes]:
    """Yield bodies that do not fit the schema of an operation.

    A key left out, a wrong type, a number out of range, a text of no enum, no object: each kind in turn,
    MOST_MISTAKES in all.
    """
    found = spec.request_schema(operation)
    if found is None or not isinstance(valid, dict):
        return
    yield from islice(_unfit(schemas, found[0], valid), MOST_MISTAKES)


def _unfit(schemas: Schemas, at: str, valid: Mapping[str, Any]) -> Iterator[bytes]:
    for candidate in _mistaken(valid):
        errors = schemas.errors(at, candidate)
        if errors and any(
            error.keyword not in ("additionalProperties", "unevaluatedProperties") for error in errors
        ):
            yield json.dumps(candidate).encode()


def _mistaken(valid: Mapping[str, Any]) -> Iterator[Any]:
    """Yield bodies that may be wrong, each kind of mistake in turn."""
    yield from ([], "text", {}, None)
    kinds: list[list[Any]] = [[], [], []]
    for path, value in _paths(valid):
        without = copy.deepcopy(dict(valid))
        _drop(without, path)
        kinds[0].append(without)
        for number, wrong in ((1, {"wrong": True} if not isinstance(value, dict) else 7), *_beyond(value)):
            changed = copy.deepcopy(dict(valid))
            put(changed, path, wrong)
            kinds[number].append(changed)
    for each in zip_longest(*kinds):
        yield from (body for body in each if body is not None)


def _beyond(value: Any) -> Iterator[tuple[int, Any]]:
    """Yield values of the same type that a schema may forbid."""
    if isinstance(value, str):
        yield 2, "gettask-check-unknown"
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield from ((2, -(10**9)), (2, 10**9))


def _paths(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[list[str], Any]]:
    for name, each in value.items() if isinstance(value, dict) else ():
        yield [*path, name], each
        if len(path) < 2:
            yield from _paths(each, (*path, name))


def put(target: Any, path: list[str], value: Any) -> None:
    """Set the value at a path of names, making the objects on the way."""
    for name in path[:-1]:
        if not isinstance(target.get(name), dict):
            target[name] = {}
        target = target[name]
    target[path[-1]] = value


def _drop(target: Any, path: list[str]) -> None:
    for name in path[:-1]:
        target = target[name]
    target.pop(path[-1], None)


def webhook_places(spec: Spec) -> tuple[str, ...]:
    """Return where a request names the receiver of webhooks, nothing where none can."""
    return tuple(spec.document.get("x-webhook", {}).get("endpoint", {}).get("at", ()))


def with_webhook(spec: Spec, body: Mapping[str, Any], endpoint: str | None, secret: str) -> dict[str, Any]:
    """Return a request that names the receiver of webhooks, where the API takes it there."""
    rules = spec.document.get("x-webhook", {})
    changed = copy.deepcopy(dict(body))
    for name, value in (("endpoint", endpoint), ("secret", secret)):
        places = rules.get(name, {}).get("at", ())
        if value and places:
            put(changed, places[0].split("/")[1:], value)
    return changed
