"""Rules about overlays: known extensions, evidence for each difference."""

from __future__ import annotations

from collections.abc import Iterator

from codegen.document.citations import cited
from codegen.rules import extensions
from codegen.sources.loader import Document
from codegen.sources.overlay import Overlaid
from codegen.sources.pointers import find, join, tokens
from codegen.sources.violations import Violation


def misused(overlay: Document) -> list[Violation]:
    """Return the extensions of actions that do not exist, or have the wrong shape."""
    actions = overlay.data.get("actions") if isinstance(overlay.data, dict) else None
    return [
        overlay.violation(join("/actions", i, name, *path), message, rule="extension")
        for i, action in enumerate(actions if isinstance(actions, list) else ())
        for name in (action if isinstance(action, dict) else ())
        if name.startswith("x-")
        for path, message in extensions.problems("action", name, action[name])
    ]


def check_overlay(overlay: Document, overlaid: Overlaid, *, observed: bool) -> Iterator[Violation]:
    """Yield what breaks rules in an overlay, and in what it makes of its document.

    An `observed` overlay must say of each action which difference it makes, how sure it is, and what shows
    it; it takes no documented property away.
    """
    sources = overlaid.data["info"].get("x-sources", {})
    yield from (wrong := misused(overlay))
    for i, action in enumerate(overlay.data["actions"]):
        # A misspelt one is missing, too.
        for name in ("x-id", "x-confidence", "x-sources") if observed and not wrong else ():
            if not action.get(name):
                yield overlay.violation(f"/actions/{i}", f"this action has no {name}", "add it", "difference")
        if observed and action.get("remove"):
            yield from _removed(overlay, i, overlaid)
    for pointer, name in cited(overlay.data):
        if name not in sources:
            yield overlay.violation(pointer, f"the source {name!r} is not defined", rule="source")


def _removed(overlay: Document, index: int, overlaid: Overlaid) -> Iterator[Violation]:
    """Yield the properties that an action removes and no later one puts back."""
    for pointer in overlaid.actions[index].touched:
        path = tokens(pointer)
        is_property = len(path) > 1 and path[-2] == "properties"
        if (is_property or (path[:2] == ["components", "schemas"] and len(path) == 3)) and (
            find(overlaid.data, pointer) is None
        ):
            problem = f"this removes {path[-1]!r}, which is documented"
            hint = "an overlay adds what is observed; deprecate what is not sent any more"
            yield overlay.violation(f"/actions/{index}/target", problem, hint, "difference")
