"""What compiled decoders and encoders call for one value."""

from collections.abc import Callable
from enum import Enum
from types import NoneType
from typing import Any, TypeVar

from .errors import DecodeError
from .types import UNSET, Unset

T = TypeVar("T")

JSON_TYPES: dict[type, str] = {
    NoneType: "null",
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "string",
    list: "array",
    dict: "object",
    Unset: "nothing",
}
PLAIN = frozenset({NoneType, bool, int, float, str})


def mismatch(expected: str, value: object, variant: str | None = None) -> DecodeError:
    """Return the error for a value that is not of the expected JSON type."""
    got = JSON_TYPES.get(type(value), type(value).__name__)
    return DecodeError(expected, got, variant=variant)


def missing(expected: str, key: str, variant: str | None = None) -> DecodeError:
    """Return the error for a required key that an object does not have."""
    error = mismatch(expected, UNSET)
    error.inside(key, variant)
    return error


def is_integral(value: object) -> bool:
    """Whether this is a float without a fraction, which JSON counts as an integer."""
    return isinstance(value, float) and value.is_integer()


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
