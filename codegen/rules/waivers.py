"""Waivers of rules: the vendor's word contradicts itself, and an overlay settles it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from codegen.sources.references import Sources
from codegen.sources.violations import Violation, raise_any


class Waivers:
    """`openapi/contradictions.yaml`: where documents contradict themselves, and what settles it."""

    _FIELDS = ("document", "pointer", "rule", "settled-by", "note")

    def __init__(self, root: Path, sources: Sources) -> None:
        self._path = root / "openapi/contradictions.yaml"
        self._sources = sources
        self._entries: Any = []
        self._used: set[int] = set()
        if self._path.is_file():
            self._entries = sources.load(self._path).data or []
        raise_any(self._malformed())
        self._by_violation: dict[tuple[Path, str, str], set[int]] = {}
        for i, entry in enumerate(self._entries):
            document = (self._path.parent / entry["document"]).resolve()
            self._by_violation.setdefault((document, entry["pointer"], entry["rule"]), set()).add(i)
        self._ids = {
            value
            for path in sorted(root.glob("overlays/*/observed.yaml"))
            for value in _values_of("x-id", sources.load(path).data)
        }

    def waive(self, document: Path, violation: Violation) -> bool:
        """Return whether an entry waives a violation in a bundled document; remember that it was needed."""
        entries = self._by_violation.get((document.resolve(), violation.pointer, violation.rule), set())
        self._used |= entries
        return bool(entries)

    def stale(self) -> Iterator[Violation]:
        """Yield what is wrong with the entries, after every violation was held against them."""
        for i, entry in enumerate(self._entries):
            if i not in self._used:
                yield self._violation(f"/{i}", "nothing contradicts here any more", "remove the entry")
            if entry["settled-by"] not in self._ids:
                message = f"no overlay has an action with x-id: {entry['settled-by']}"
                yield self._violation(f"/{i}/settled-by", message, "name the action that settles it")

    def _malformed(self) -> Iterator[Violation]:
        if not isinstance(self._entries, list):
            yield self._violation("", "this must be a list", rule="spec")
            return
        for i, entry in enumerate(self._entries):
            names = set(entry) if isinstance(entry, dict) else set()
            if names != {*self._FIELDS} or not all(isinstance(v, str) for v in entry.values()):
                message = f"an entry has exactly {', '.join(self._FIELDS)}, all text"
                yield self._violation(f"/{i}", message, rule="spec")

    def _violation(
        self, pointer: str, message: str, hint: str = "", rule: str = "contradiction"
    ) -> Violation:
        return self._sources.load(self._path).violation(pointer, message, hint, rule)


def _values_of(key: str, node: Any) -> Iterator[Any]:
    below = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    if isinstance(node, dict) and key in node:
        yield node[key]
    for member in below:
        yield from _values_of(key, member)
