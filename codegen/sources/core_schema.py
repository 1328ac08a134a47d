"""The core schema of YAML 1.2: which plain scalars are null, booleans and numbers.

PyYAML by itself reads YAML 1.1, where `no` is false and a date is an object.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from typing import Any, NamedTuple

import yaml

STR = "tag:yaml.org,2002:str"


class ScalarType(NamedTuple):
    """A type of plain scalars: its tag, what they look like, how they begin, what they mean."""

    tag: str
    pattern: str
    first: list[str]
    convert: Callable[[str], Any]


_INT = "tag:yaml.org,2002:int"
_TYPES = [
    ScalarType("tag:yaml.org,2002:null", r"~|null|Null|NULL|", [*"~nN"], lambda _: None),
    ScalarType(
        "tag:yaml.org,2002:bool",
        r"true|True|TRUE|false|False|FALSE",
        [*"tTfF"],
        lambda text: text.lower() == "true",
    ),
    ScalarType(_INT, r"[-+]?[0-9]+", [*"-+0123456789"], int),
    ScalarType(_INT, r"0o[0-7]+|0x[0-9a-fA-F]+", ["0"], lambda text: int(text, 0)),
    ScalarType(
        "tag:yaml.org,2002:float",
        r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?",
        [*"-+.0123456789"],
        float,
    ),
]


def add_resolvers(cls: Any) -> None:
    """Make a loader or dumper of PyYAML recognise these types by their plain text."""
    for type_ in _TYPES:
        cls.add_implicit_resolver(type_.tag, re.compile(f"(?:{type_.pattern})$"), type_.first)


def finite(value: int | float) -> int | float:
    """Return a number; ValueError if no JSON file could hold it, or not every reader could read it."""
    if not abs(value) <= sys.float_info.max:  # as of infinity and NaN
        raise ValueError("this number is none of JSON's, or too large")
    return value


def scalar(node: yaml.ScalarNode) -> Any:
    """Return the value of a scalar; ValueError if its tag is not one of JSON's types."""
    if node.tag == STR:
        return node.value
    for type_ in _TYPES:
        if type_.tag == node.tag and re.fullmatch(type_.pattern, node.value):
            value = type_.convert(node.value)
            return value if isinstance(value, bool) or value is None else finite(value)
    raise ValueError(f"the tag {node.tag!r} does not fit here: a spec has JSON's types only")
