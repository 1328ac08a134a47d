"""The JSON types that a value may have, as Python expressions that compiled decoders test with."""

import json
from dataclasses import dataclass
from types import NoneType
from typing import Any

from .types import File


@dataclass(frozen=True)
class Alternative:
    """One JSON type that a value may have.

    Attributes:
        words: The name of the type in errors.
        test: A Python expression over `value` that recognises it.
        refuse: The negation of `test`.
        convert: A Python expression that decodes `value`; None if the value stays as it came.
        checks: Whether `convert` refuses other types itself.
    """

    words: str
    test: str
    refuse: str
    convert: str | None = None
    checks: bool = False


def exactly(
    words: str, cls: str, convert: str | None = None, *, checks: bool = False
) -> Alternative:
    """Return the alternative for the values of one class."""
    return Alternative(
        words, f"value.__class__ is {cls}", f"value.__class__ is not {cls}", convert, checks
    )


INTEGER = Alternative(
    "integer",
    "(value.__class__ is int or is_integral(value))",
    "value.__class__ is not int and not is_integral(value)",
)
NUMBER = Alternative(
    "number",
    "(value.__class__ is float or value.__class__ is int)",
    "value.__class__ is not float and value.__class__ is not int",
)
SCALARS: dict[Any, Alternative] = {
    NoneType: Alternative("null", "value is None", "value is not None"),
    bool: exactly("boolean", "bool"),
    str: exactly("string", "str"),
    int: INTEGER,
    float: NUMBER,
    File: exactly("file", "File"),
}


def constant(value: Any) -> Alternative:
    """Return the alternative for one value."""
    text = json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return Alternative(text, f"value is {value}", f"value is not {value}")
    if isinstance(value, str):
        return Alternative(text, f"value == {value!r}", f"value != {value!r}")
    # True equals 1 in Python, not in JSON.
    test = f"value == {value!r} and value.__class__ is not bool"
    return Alternative(text, f"({test})", f"not ({test})")


def one_of(values: list[Any]) -> str:
    """Return the words for a closed list of values."""
    return f"one of {', '.join(json.dumps(value, ensure_ascii=False) for value in values)}"


def words(alternatives: list[Alternative]) -> str:
    """Return the words for a value of one of these types."""
    return " or ".join(dict.fromkeys(a.words for a in alternatives)) or "any value"
