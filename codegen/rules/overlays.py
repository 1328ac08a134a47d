"""Rules about overlays: known extensions, evidence for each difference."""

from __future__ import annotations

from collections.abc import Container, Iterator

from codegen.document.citations import cited
from codegen.rules import extensions
from codegen.sources.loader import Document
from codegen.sources.pointers import join
from codegen.sources.violations import Violation


def check_overlay(overlay: Document, sources: Container[str], *, observed: bool) -> Iterator[Violation]:
    """Yield what breaks rules in an overlay.

    `sources` are the ids that the document defines. An `observed` overlay must say of each action which
    difference it makes, how sure it is, and what shows it.
    """
    for i, action in enumerate(overlay.data["actions"]):
        for name in [k for k in action if k.startswith("x-")]:
            for path, message in extensions.problems("action", name, action[name]):
                yield overlay.violation(join("/actions", i, name, *path), message)
        for name in ("x-id", "x-confidence", "x-sources") if observed else ():
            if not action.get(name):
                yield overlay.violation(f"/actions/{i}", f"this action has no {name}", "add it", "difference")
    for pointer, name in cited(overlay.data):
        if name not in sources:
            yield overlay.violation(pointer, f"the source {name!r} is not defined", rule="source")
