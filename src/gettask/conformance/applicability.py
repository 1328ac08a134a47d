"""Which checks an API can have: those for which its specification has what they read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from .model import Check
from .spec import Spec

EXTENSION = "x-"
ANYTHING = "*"


@cache
def applicable(check: Check, spec: Spec) -> bool:
    """Return whether the specification of an API has what a check reads.

    `reads` names extensions, each with the members below it that the check needs, or says in words what it
    reads. A comma stands between what it needs together, ` or ` between what it needs one of. Words that
    `WORDS` does not list name what every API has.
    """
    return all(any(_has(spec, name) for name in part.split(" or ")) for part in check.reads.split(", "))


def _has(spec: Spec, name: str) -> bool:
    if name in WORDS:
        return WORDS[name](spec)
    if not name.startswith(EXTENSION):
        return True
    extension, *members = name.split("/")
    return any(_inside(spec, value, members) for value in _values(spec).get(extension, ()))


@cache
def _values(spec: Spec) -> Mapping[str, list[Any]]:
    """The values of each extension, wherever it stands in the document."""
    found: dict[str, list[Any]] = {}
    for name, value in _extensions(spec.document):
        found.setdefault(name, []).append(value)
    return found


def _extensions(document: Any) -> Iterator[tuple[str, Any]]:
    stack = [document]
    while stack:
        node = stack.pop()
        if isinstance(node, Mapping):
            yield from ((name, value) for name, value in node.items() if str(name).startswith(EXTENSION))
            stack += node.values()
        elif isinstance(node, list):
            stack += node


def _inside(spec: Spec, value: Any, members: list[str]) -> bool:
    """Return whether a value has members below each other; a text is its own member."""
    value = spec.resolve(value)
    if not members:
        return value is not None
    if isinstance(value, str):
        return [value] == members
    if not isinstance(value, Mapping):
        return False
    first, rest = members[0], members[1:]
    chosen = value.values() if first == ANYTHING else [value[first]] if first in value else []
    return any(_inside(spec, each, rest) for each in chosen)


def _has_headers(spec: Spec) -> bool:
    listed = [response for each in spec.operations for response in each.data["responses"].values()]
    return any(spec.resolve(response).get("headers") for response in listed)


WORDS: Mapping[str, Callable[[Spec], bool]] = {
    "the cancel operation": lambda spec: spec.cancel is not None,
    "webhooks": lambda spec: bool(spec.document.get("webhooks")),
    "operations tagged account": lambda spec: any(
        "account" in op.data.get("tags", ()) for op in spec.operations
    ),
    "headers of responses": _has_headers,
}
"""What `reads` says in words, where not every API has it."""
