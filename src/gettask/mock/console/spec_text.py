"""The effective spec as numbered lines, and the line of each of its parts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from gettask.mock.spec.api import Api
from gettask.mock.spec.document import Document, union

_TEXTS: WeakKeyDictionary[Api, SpecText] = WeakKeyDictionary()


@dataclass
class SpecText:
    """A spec, written as indented JSON."""

    lines: list[str] = field(default_factory=list)
    _line_of: dict[int, int] = field(default_factory=dict)
    """The line of each object and list, by its identity: the spec is kept, so that stays."""

    @classmethod
    def of(cls, api: Api) -> SpecText:
        """The text of an API's spec, which is written once."""
        if api not in _TEXTS:
            text = cls()
            text._write(api.spec, "", "", "")
            _TEXTS[api] = text
        return _TEXTS[api]

    def line_of(self, node: object) -> int | None:
        """The number of the line where a part of the spec begins, None for what is no part of it."""
        return self._line_of.get(id(node))

    def _write(self, node: Any, indent: str, before: str, after: str) -> None:
        if not isinstance(node, dict | list) or not node:
            self.lines.append(f"{indent}{before}{json.dumps(node, ensure_ascii=False)}{after}")
            if isinstance(node, dict | list):
                self._line_of[id(node)] = len(self.lines)
            return
        opening, closing = "{}" if isinstance(node, dict) else "[]"
        self.lines.append(f"{indent}{before}{opening}")
        self._line_of[id(node)] = len(self.lines)
        last = len(node) - 1
        for number, (name, part) in enumerate(_parts(node)):
            self._write(part, indent + "  ", name, "," if number < last else "")
        self.lines.append(f"{indent}{closing}{after}")


def _parts(node: dict[str, Any] | list[Any]) -> Iterator[tuple[str, Any]]:
    if isinstance(node, dict):
        return ((f"{json.dumps(name, ensure_ascii=False)}: ", part) for name, part in node.items())
    return (("", part) for part in node)


def child(document: Document, schema: Any, step: str | int) -> Any:
    """The schema of a member or an item of the values of a schema, None if it has none."""
    flat = document.flat(schema)
    found = flat.get("items") if isinstance(step, int) else flat.get("properties", {}).get(step)
    if found is None and isinstance(step, str) and isinstance(flat.get("additionalProperties"), dict):
        found = flat["additionalProperties"]
    if found is not None:
        return found
    options = (child(document, option, step) for option in union(flat))
    return next((option for option in options if option is not None), None)
