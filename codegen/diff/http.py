"""The HTTP contract: what Redocly and oasdiff say of two effective documents, as one voice.

Each catches what the other misses, so both run, and their verdicts on one node become one
finding. Where neither knows what the specs say, this module judges instead:

- a union is a set of members: a reply may lose some, a request may gain some. Neither tool reads
  `anyOf: [A, null]` beside `A`;
- enums of replies are open, and a union with `x-dispatch` has a fallback: both may grow. A variant
  that goes, though, hits who reads it;
- another default of a request is another result for whoever leaves the field out, though what is sent
  stays the same;
- what the vendor posts to webhooks is read, as replies are (received.py);
- a security requirement is a choice of keys (access.py);
- `x-` extensions are the affair of the other surfaces.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from codegen.diff import access, messages
from codegen.diff.finding import Finding, Severity, worst
from codegen.diff.received import as_written
from codegen.diff.snapshot import Snapshot
from codegen.diff.tools import Tools, Verdict
from codegen.document.walk import Node, follow
from codegen.sources.pointers import tokens
from codegen.sources.references import DATA

_UNION = re.compile(r"combinator|type-changed|list-of-types|-(any|one)-of-|nullable")
_MAY_GROW = re.compile(r"enum-values?-added$")


def judge(old: Snapshot, new: Snapshot, tools: Tools, work: Path) -> list[Finding]:
    """Return the findings on the HTTP contract of one API; `work` is a folder for files in between."""
    if _plain(old.document) == _plain(new.document):
        return []
    groups: dict[str, list[Verdict]] = {}
    for verdict in tools.verdicts(old, new, work):
        if not access.TOLD_HERE.fullmatch(verdict.rule) and "security" not in tokens(verdict.pointer):
            groups.setdefault(verdict.pointer, []).append(verdict)
    found = [_finding(pointer, group, old, new) for pointer, group in groups.items()]
    reported = {f.pointer for f in found if f}
    # What is called otherwise now is told where it was.
    renamed = {messages.twin(f.pointer, old, new) for f in found if f}
    kept = [
        f
        for f in found
        if f
        and (f.severity is Severity.BREAKING or not (f.pointer in renamed or _within(f.pointer, reported)))
    ]
    return [replace(f, pointer=as_written(f.pointer)) for f in [*kept, *access.judge(old, new)]]


def _plain(node: Any, *, named: bool = False) -> Any:
    """Return a document without its extensions."""
    if isinstance(node, list):
        return [_plain(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        k: v if k in DATA else _plain(v, named=k == "properties")
        for k, v in node.items()
        if named or not k.startswith("x-")
    }


def _within(pointer: str, others: set[str]) -> bool:
    """Return whether the change is part of another one that is reported."""
    return any(pointer.startswith(f"{other}/") for other in others)


def _finding(pointer: str, group: list[Verdict], old: Snapshot, new: Snapshot) -> Finding | None:
    judged = [(_severity(v, old, new), v) for v in group]
    severity = worst([s for s, _ in judged])
    decisive = [v for s, v in judged if s is severity]
    if _other_default(pointer, old, new):
        severity = Severity.BREAKING
    what = messages.change(pointer, old, new)
    if not what and severity is not Severity.BREAKING:
        return None
    here = new if new.has(pointer) else old
    rules = tuple(dict.fromkeys(v.rule for v in decisive if v.rule))
    in_request, _ = messages.sides(pointer, here)
    return Finding(
        api=old.api,
        surface="http",
        severity=severity,
        what=what or decisive[0].text,
        hits=messages.hits(pointer, here),
        avoid=messages.avoid(rules, in_request) if severity is Severity.BREAKING else "",
        pointer=pointer,
        side="head" if here is new else "base",
        rules=rules,
    )


def _severity(verdict: Verdict, old: Snapshot, new: Snapshot) -> Severity:
    if verdict.severity is Severity.BREAKING and _MAY_GROW.search(verdict.rule):
        return Severity.COMPATIBLE
    if _takes_more(verdict.pointer, old, new):
        return Severity.COMPATIBLE
    if _UNION.search(verdict.rule):
        return _union(verdict.pointer, old, new) or verdict.severity
    if not old.has(verdict.pointer) and not messages.sides(verdict.pointer, new)[0]:
        return _mildest(verdict.severity, Severity.COMPATIBLE)  # what is new in a reply was read by nobody
    return verdict.severity


def _takes_more(pointer: str, old: Snapshot, new: Snapshot) -> bool:
    """Return whether a list of values of a request is gone, and nothing else: any value is taken then."""
    was, now = old.raw(pointer), new.raw(pointer)
    if not isinstance(was, dict) or not isinstance(now, dict) or "enum" not in was:
        return False
    _, in_response = messages.sides(pointer, new)
    return not in_response and _bare({k: v for k, v in was.items() if k != "enum"}) == _bare(now)


def _other_default(pointer: str, old: Snapshot, new: Snapshot) -> bool:
    was, now = old.raw(pointer), new.raw(pointer)
    if not isinstance(was, dict) or not isinstance(now, dict) or not messages.sides(pointer, new)[0]:
        return False
    was, now = was.get("schema", was), now.get("schema", now)  # that of a parameter
    return "default" in was and "default" in now and was["default"] != now["default"]


def _mildest(*severities: Severity) -> Severity:
    return max(severities, key=list(Severity).index)


def _union(pointer: str, old: Snapshot, new: Snapshot) -> Severity | None:
    """Judge a union that lost or gained members; None if that is not what happened."""
    before, after = _members(old.raw(pointer)), _members(new.raw(pointer))
    lost = [m for m in before if not any(_same(m, old, n, new) for n in after)]
    gained = [n for n in after if not any(_same(m, old, n, new) for m in before)]
    if not before or not after or (lost and gained):
        return None
    in_request, in_response = messages.sides(pointer, new)
    dispatched = "x-dispatch" in new.raw(pointer)
    hit = (lost and (in_request or dispatched)) or (gained and in_response and not dispatched)
    return Severity.BREAKING if hit else Severity.COMPATIBLE


def _members(schema: Any) -> list[dict[str, Any]]:
    """Return what a schema allows, as schemas that are no unions."""
    if not isinstance(schema, dict):
        return []
    for keyword in ("oneOf", "anyOf"):
        if keyword in schema:
            return [m for member in schema[keyword] for m in _members(member)]
    types = schema.get("type")
    return [{**schema, "type": t} for t in types] if isinstance(types, list) else [schema]


def _same(member: dict[str, Any], old: Snapshot, other: dict[str, Any], new: Snapshot) -> bool:
    """Return whether two members are one: by name, or by what they allow."""
    if "$ref" in member and member.get("$ref") == other.get("$ref"):
        return True
    one, two = (follow(s.document, Node("", "schema", m)).value for s, m in ((old, member), (new, other)))
    return _bare(one) == _bare(two)


def _bare(schema: dict[str, Any]) -> dict[str, Any]:
    silent = ("description", "title", "example", "examples", "default")
    return {k: v for k, v in schema.items() if k not in silent and k[:2] != "x-"}
