"""What the generated ``from_dict`` and ``to_dict``, and the API functions, are made of.

A value is judged by its exact class, as ``json.loads`` gives it, and kept as it came.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from operator import itemgetter
from typing import IO, Any, TypeVar

import httpx

from .errors import DecodeError
from .types import UNSET, File, Unset

T = TypeVar("T")
Decode = Callable[[dict[str, Any]], Any]
Part = tuple[str | None, IO[bytes] | bytes | str, str | None]

JSON_TYPES: dict[type, str] = {
    type(None): "null",
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "string",
    list: "array",
    dict: "object",
    Unset: "nothing",
}
PLAIN = frozenset({type(None), bool, int, float, str})


def is_integral(value: object) -> bool:
    """Whether this is a float without a fraction, which JSON counts as an integer."""
    return isinstance(value, float) and value.is_integer()


def mismatch(expected: str, value: object, variant: str | None = None) -> DecodeError:
    """Return the error for a value that is not of the expected JSON type."""
    got = JSON_TYPES.get(type(value), type(value).__name__)
    return DecodeError(expected, got, variant=variant)


def missing(expected: str, key: str, variant: str | None = None) -> DecodeError:
    """Return the error for a required key that an object does not have."""
    error = mismatch(expected, UNSET)
    error.inside(key, variant)
    return error


def array(decode: Callable[[Any], T], value: Any) -> list[T]:
    """Decode each item of a JSON array."""
    if value.__class__ is not list:
        raise mismatch("array", value)
    items: list[T] = []
    try:
        for item in value:
            items.append(decode(item))
    except DecodeError as error:
        error.inside(len(items))
        raise
    return items


def dispatch(
    *,
    properties: Sequence[str] = (),
    table: Mapping[tuple[Any, ...], Decode] | None = None,
    by_keys: Sequence[tuple[Sequence[str], Decode]] = (),
    fallback: Decode | None = None,
) -> Decode:
    """Return the decoding of a union of objects, one step whatever the number of members.

    The values of ``properties`` are looked up in ``table``. An object that it does not know
    is of the first member whose required keys it has all, or else of the fallback.
    """
    required = [(frozenset(keys), decode) for keys, decode in by_keys]

    def decode_by_keys(value: dict[str, Any]) -> Any:
        for keys, decode in required:
            if keys <= value.keys():
                return decode(value)
        if fallback is None:
            raise mismatch("object of a known variant", value)
        return fallback(value)

    if not table:
        return decode_by_keys
    name = itemgetter(*properties)
    named = {key if len(key) > 1 else key[0]: decode for key, decode in table.items()}

    def decode_by_name(value: dict[str, Any]) -> Any:
        try:
            decode = named[name(value)]
        except (KeyError, TypeError):  # absent, not listed, or no scalar
            decode = decode_by_keys
        return decode(value)

    return decode_by_name


def encode(value: Any) -> Any:
    """Return the JSON that a decoded value came from."""
    if value.__class__ in PLAIN:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, list):
        return [encode(item) for item in value]
    if isinstance(value, dict):
        return {key: encode(item) for key, item in value.items()}
    return value.to_dict() if hasattr(value, "to_dict") else value


def form(fields: dict[str, Any]) -> list[tuple[str, Part]]:
    """Return the parts of a form: files as they are, text as text, anything else as JSON."""
    parts: list[tuple[str, Part]] = []
    for name, value in fields.items():
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, File):
                parts.append((name, (item.file_name, item.payload, item.mime_type)))
            else:
                text = item if isinstance(item, str) else json.dumps(item)
                parts.append((name, (None, text, None)))
    return parts


def json_body(response: httpx.Response) -> Any:
    """Return the JSON of a response; raise DecodeError if its body is none."""
    try:
        return response.json()
    except ValueError:
        kind = response.headers.get("content-type", "unknown type").partition(";")[0]
        got = f"{len(response.content)} bytes of {kind} (status {response.status_code})"
        raise DecodeError("JSON", got) from None
