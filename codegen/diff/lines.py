"""From a finding back to the line that a person wrote."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from codegen.diff.finding import Finding, Line, Side
from codegen.sources import overlay
from codegen.sources.layout import assemble
from codegen.sources.origins import Origin
from codegen.sources.references import Sources
from codegen.sources.violations import SpecError


def locate(findings: Iterable[Finding], trees: Mapping[Side, Path]) -> list[Finding]:
    """Return the findings with their lines, where these are known.

    `trees` are the roots that hold openapi/, overlays/ and generated/ of both sides.
    """
    written = {side: _Written(root, side) for side, root in trees.items()}
    return [replace(f, line=written[f.side].line(f.api, f.pointer)) if f.pointer else f for f in findings]


class _Written:
    """The specs as they were written, in one tree; each API is read when it is asked for."""

    def __init__(self, root: Path, side: Side) -> None:
        self._root, self._side = root.resolve(), side
        self._sources = Sources()
        self._origins: dict[str, Origin | None] = {}

    def line(self, api: str, pointer: str) -> Line | None:
        if api not in self._origins:
            try:
                self._origins[api] = self._origin(api)
            except SpecError:  # The specs do not hold, and `make generate` says so.
                self._origins[api] = None
        origin = self._origins[api]
        if origin is None:
            return None
        place = origin.find(pointer)
        line, column = self._sources.load(place.file).position(place.pointer)
        return Line(place.file.relative_to(self._root).as_posix(), line, column, self._side)

    def _origin(self, api: str) -> Origin:
        path = self._root / "openapi" / api / "openapi.yaml"
        origin = Origin(self._sources, path, assemble(self._sources, path).targets)
        documented = self._root / "generated/documented" / f"{api}.json"
        observed = self._root / "overlays" / api / "observed.yaml"
        if documented.is_file() and observed.is_file():
            data = json.loads(documented.read_text("utf-8"))
            origin = origin.after(overlay.apply(data, self._sources.load(observed)))
        return origin
