"""Reads single keywords of a schema."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from codegen.document.walk import UNIONS, Node

_TYPES: dict[type, set[str]] = {
    bool: {"boolean"},
    int: {"integer", "number"},
    float: {"number"},
    str: {"string"},
    type(None): {"null"},
    list: {"array"},
    dict: {"object"},
}


def types_of(schema: dict[str, Any]) -> list[str]:
    """Return the types that the keyword `type` allows."""
    types = schema.get("type", [])
    return [types] if isinstance(types, str) else list(types)


def values_of(schema: dict[str, Any]) -> list[Any]:
    """Return the values that `const` or `enum` allow, none if any value is."""
    return [schema["const"]] if "const" in schema else list(schema.get("enum", []))


def quoted(names: Iterable[str]) -> str:
    """Return names in quotes, sorted, with commas between them."""
    return ", ".join(map(repr, sorted(names)))


def possible(fields: Iterable[Node], value: Any) -> bool:
    """Return whether one of the schemas of a field allows a value, by its type and its values."""
    # The members of a union come one by one, beside it.
    return any(_allows(field.value, value) for field in fields if not field.value.keys() & {*UNIONS})


def _allows(schema: dict[str, Any], value: Any) -> bool:
    if (values := values_of(schema)) and not schema.get("x-open-enum"):
        return any(value == each and isinstance(value, bool) == isinstance(each, bool) for each in values)
    kinds = {*types_of(schema)}
    return not kinds or bool(kinds & _TYPES[type(value)])


def dangling(
    cited: Iterable[tuple[str, str]], defined: Mapping[str, str], what: str
) -> Iterator[tuple[str, str]]:
    """Yield (pointer, problem) of names that nothing defines.

    Where several places cite one such name, and a name nearly like it is defined and not cited, the
    definition is misspelt: it alone is named.

    Args:
        cited: Each place with the name that it cites.
        defined: Each name with the place that defines it.
        what: What a name stands for, as in "source".
    """
    places = [*cited]
    times = Counter(name for _, name in places)
    unused = [name for name in defined if name not in times]
    for name, count in times.items():
        if name in defined:
            continue
        near = get_close_matches(name, unused, 1) if count > 1 else []
        if near:
            yield defined[near[0]], f"nothing names the {what} {near[0]!r}, but {count} places name {name!r}"
            continue
        for pointer, each in places:
            if each == name:
                yield pointer, f"there is no {what} {name!r}"
