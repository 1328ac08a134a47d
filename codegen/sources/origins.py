"""From a node of a bundled document back to the line that a person wrote."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import replace
from pathlib import Path
from typing import Any

from codegen.sources.overlay import Overlaid
from codegen.sources.pointers import Place, child, get, join, tokens
from codegen.sources.references import Sources
from codegen.sources.violations import Violation


class Origin:
    """Leads from a pointer in a bundled document back to what a person wrote.

    Rests on component names that are unique across the files of an API, which
    bundling enforces.
    """

    def __init__(self, sources: Sources, root: Path, added: Mapping[Place, Place] | None = None) -> None:
        self._sources = sources
        self._root = root.resolve()
        self._overlays: list[Overlaid] = []
        self._targets = sources.check(root, added)
        self._named: dict[str, list[Place]] = {}
        for place in self._targets.values():
            name = (tokens(place.pointer) or [place.file.stem])[-1]
            self._named.setdefault(name, []).append(place)

    def after(self, overlay: Overlaid) -> Origin:
        """Return the origin of the document that `overlay` made."""
        result = copy(self)
        result._overlays = [*self._overlays, overlay]
        return result

    @property
    def targets(self) -> list[Place]:
        """The places that references lead to, from the root document on."""
        return list(self._targets.values())

    def find(self, pointer: str) -> Place:
        """Return the place of the node, or of the nearest ancestor that somebody wrote."""
        for overlay in reversed(self._overlays):
            if action := overlay.last_action(pointer):
                return self._in_update(action.place, tokens(pointer))
        path = tokens(pointer)
        starts = [(Place(self._root, ""), path)]
        if path[:1] == ["components"] and len(path) > 2:
            # An example may be called as a schema is.
            named = sorted(self._named.get(path[2], []), key=lambda p: path[1] not in tokens(p.pointer))
            starts += [(place, path[3:]) for place in named]
        ends = [self._descend(place, rest) for place, rest in starts]
        return min(ends, key=lambda end: end[1])[0]

    def locate(self, violation: Violation) -> Violation:
        """Return a violation in the bundled document as one in the file that a person wrote."""
        place = self.find(violation.pointer)
        line, column = self._sources.load(place.file).position(place.pointer)
        return replace(violation, file=place.file, pointer=place.pointer, line=line, column=column)

    def _in_update(self, action: Place, path: list[str]) -> Place:
        """Return the node in the action's `update` that fits the longest end of `path`."""
        for i in range(len(path)):
            place = Place(action.file, join(action.pointer, "update", *path[i:]))
            try:
                self._node(place)
            except KeyError:
                continue
            return place
        return action

    def _descend(self, place: Place, path: list[str]) -> tuple[Place, int]:
        """Walk down from `place`; return where that ended, and how many tokens were left."""
        path = list(path)
        while path:
            node = self._node(place)
            jump = None if isinstance(node, dict) and path[0] in node else self._jump(place, path)
            if jump is not None:
                place, skipped = jump
                path = path[skipped:]
                continue
            try:
                child(node, path[0])
            except KeyError:
                break
            place = Place(place.file, join(place.pointer, path.pop(0)))
        return place, len(path)

    def _jump(self, place: Place, path: list[str]) -> tuple[Place, int] | None:
        """Return where a reference at `place`, or an added one below it, leads, and the tokens it takes."""
        for keyword, skipped in (("$ref", 0), ("externalValue", 1)):
            at = Place(place.file, join(place.pointer, keyword))
            if at in self._targets:
                return self._targets[at], skipped
        for length in range(len(path), 0, -1):
            at = Place(place.file, join(place.pointer, *path[:length]))
            if at in self._targets:
                return self._targets[at], length
        return None

    def _node(self, place: Place) -> Any:
        return get(self._sources.load(place.file).data, place.pointer)
