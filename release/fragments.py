"""Fragments: what consumers read about a change, written by whoever makes it, `changes/<slug>.md`.

    ---
    kind: the API changed
    api: piapi
    evidence: [music-u-get]
    ---
    Get Task returns `queue`, the number of tasks before this one.

`kind` is one of KINDS; `api` an API, or gettask for the runtime; `evidence` ids of the API's sources, or
texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from codegen.diff.snapshot import Snapshot, apis, listed
from codegen.sources.loader import Document, loads
from codegen.sources.pointers import join
from codegen.sources.violations import SpecError, Violation

KINDS = ("the API changed", "our description was wrong", "the client changed")
_EVIDENT = KINDS[:2]
_FIELDS = {"kind", "api", "evidence"}


@dataclass(frozen=True)
class Fragment:
    """What consumers of one package will read about one change."""

    path: Path
    kind: str
    api: str
    evidence: tuple[str, ...]
    text: str


def fragments(root: Path) -> tuple[list[Fragment], list[str]]:
    """Return the fragments in `changes/`, and what is wrong with those that are none, each with its place."""
    good: list[Fragment] = []
    problems: list[str] = []
    clients = apis(root / "generated")
    for path in sorted((root / "changes").glob("*")):
        if path.name.startswith(".") or path.name == "README.md":
            continue
        name = f"changes/{path.name}"
        try:
            head, text = _parts(path)
        except SpecError as error:
            problems += [f"{name}:{v.line or 1}:{v.column or 1}: {v.message}" for v in error.violations]
            continue
        if found := [
            (*head.position(pointer), what) for pointer, what in _problems(head.data, text, clients)
        ]:
            problems += [f"{name}:{line}:{column}: {what}" for line, column, what in found]
            continue
        cited = head.data.get("evidence", [])
        cited = (cited,) if isinstance(cited, str) else tuple(cited)
        good.append(Fragment(path, head.data["kind"], head.data["api"], cited, text))
    return good, problems


def _problems(head: dict[str, Any], text: str, clients: dict[str, Snapshot]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a fragment, each with the pointer of the field that it is about."""
    for name in sorted(head.keys() - _FIELDS):
        yield join("", name), f"{name}: the fields are {listed(_FIELDS)}"
    kind, api, cited = head.get("kind"), head.get("api"), head.get("evidence", [])
    if kind not in KINDS:
        yield "/kind", f"kind is one of: {'; '.join(KINDS)}{_none(kind)}"
    if api not in (names := [*clients, "gettask"]):
        yield "/api", f"api is one of: {', '.join(names)}{_none(api)}"
    cited = [cited] if isinstance(cited, str) else cited
    if not isinstance(cited, list) or not all(isinstance(item, str) and item for item in cited):
        yield "/evidence", f"evidence is a list of source ids, or of texts{_none(cited)}"
    elif not cited and kind in _EVIDENT:
        yield "/evidence", "evidence is missing: name the sources, or say in a text what shows it"
    elif api in names:
        sources = clients[api].document["info"].get("x-sources", {}) if api in clients else {}
        for i, item in enumerate(cited):
            if re.fullmatch(r"[\w.-]+", item) and item not in sources:
                near = "".join(f"; is it {name}?" for name in get_close_matches(item, sources, n=1))
                yield f"/evidence/{i}", f"{item}: no source of {api}{near}; a text has several words"
    if not text:
        yield "", "the text is missing: tell consumers what they notice"


def _none(value: object) -> str:
    return "" if value is None else f"; {value!r} is none"


def _parts(path: Path) -> tuple[Document, str]:
    """Return front matter and text of a Markdown file, or the fields of a YAML file. Raises SpecError."""
    try:
        raw = path.read_text("utf-8")
    except (OSError, ValueError):
        raise SpecError(Violation("a fragment is a text file in UTF-8", path)) from None
    if path.suffix in (".yaml", ".yml"):
        head = loads(raw, path)
        text = head.data.pop("text", "") if isinstance(head.data, dict) else ""
    else:
        found = re.fullmatch(r"---\n(.*?)\n---(?:\n(.*))?", raw, re.DOTALL)
        if path.suffix != ".md" or not found:
            what = "a fragment is Markdown, <slug>.md, that begins with its fields between two ---"
            raise SpecError(Violation(what, path))
        head, text = loads(f"\n{found[1]}", path), found[2] or ""  # the lines keep their numbers
    if not isinstance(head.data, dict) or not isinstance(text, str):
        raise SpecError(Violation("a fragment has kind, api, evidence and a text", path))
    return head, " ".join(text.split())
