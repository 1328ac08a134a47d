"""Waivers of the rule `example`: the vendor's documents contradict themselves, and the overlay settles it.

The first action of such a difference says with `x-contradicts` what contradicts what. Schema and example
stay in the documents as published; examples are held against what the marked differences make of the
schemas.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from codegen.rules.check import check
from codegen.rules.examples import EXAMPLE
from codegen.sources import overlay
from codegen.sources.loader import Document
from codegen.sources.pointers import join
from codegen.sources.violations import Violation

_RULE = EXAMPLE.name


def waive(
    document: dict[str, Any], observed: Document, found: list[Violation]
) -> tuple[list[Violation], list[Violation]]:
    """Return the violations in a documented document that no difference settles, and the stale marks."""
    actions = observed.data.get("actions") if isinstance(observed.data, dict) else None
    if not isinstance(actions, list):
        raise observed.error("", "the field 'actions' is missing")
    marked = {
        str(action.get("x-id")): i
        for i, action in reversed([*enumerate(actions)])
        if isinstance(action, dict) and "x-contradicts" in action
    }
    if not marked or any(violation.rule in EXAMPLE.after for violation in found):
        return found, []
    left = _examples(document, observed, marked)
    stale = [
        observed.violation(
            join("/actions", i, "x-contradicts"),
            "no example of the documents contradicts its schema here",
            "remove the mark",
            "contradiction",
        )
        for name, i in marked.items()
        if _examples(document, observed, marked.keys() - {name}) == left
    ]
    return [*(violation for violation in found if violation.rule != _RULE), *left], stale


def _examples(document: dict[str, Any], observed: Document, ids: Iterable[str]) -> list[Violation]:
    """Return what is wrong with the examples once the differences called `ids` are made."""
    names = {*ids}
    actions = [action for action in observed.data["actions"] if action.get("x-id") in names]
    if actions:
        document = overlay.apply(document, replace(observed, data={**observed.data, "actions": actions})).data
    return [each for each in check(document, "documented", only=_RULE) if each.rule == _RULE]
