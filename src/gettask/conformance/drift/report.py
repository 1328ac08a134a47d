"""What drift found, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

from ..._contract.pointer import MISSING
from ..._redact import printable
from ..bodies import NOT_JSON
from ..report import line
from .coverage import Row, Unseen
from .finding import Finding
from .observe import Drift

SHOWN = 200
"""Characters of a value that are shown."""


@dataclass(frozen=True)
class Report:
    """What was found about one API."""

    drift: Drift
    unseen: Sequence[Unseen] = field(default_factory=tuple)
    rows: Sequence[Row] = field(default_factory=tuple)


def text(report: Report) -> str:
    """Return the report as text."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    drift = report.drift
    for finding in drift.findings:
        yield from _finding(finding)
    for each in report.unseen:
        yield f"never seen: {each.kind} {printable(each.name, SHOWN)} ({each.confidence})"
    if report.rows:
        yield from _table(report.rows)
    proposed = sum(bool(each.actions) for each in drift.findings)
    count = f"{len(drift.findings)} difference{'' if len(drift.findings) == 1 else 's'}"
    size = f"{drift.exchanges} exchanges, {drift.tasks} tasks"
    yield f"{drift.api}: {size}: {count}" + (
        f", of which an overlay can say {proposed}" if drift.findings else ""
    )


def _finding(finding: Finding) -> Iterator[str]:
    seen = finding.example
    yield f"{finding.id}: {printable(seen.message, 400)} ({finding.count}×)"
    if seen.variant:
        yield f"  variant  {seen.variant}"
    if seen.pointer:
        yield f"  at       {printable(seen.pointer, SHOWN)}"
    if seen.spec:
        yield f"  spec     {printable(seen.spec, SHOWN)}"
    if finding.first is not None and finding.last is not None:
        yield f"  seen     {_time(finding.first)} to {_time(finding.last)}"
    if _has_value(seen.value):
        yield f"  example  {printable(json.dumps(seen.value, ensure_ascii=False), SHOWN)}"
    yield f"  exchange {printable(line(seen.exchange), 300)}"
    if finding.also:
        yield f"  also     {', '.join(finding.also)}"
    for action in finding.actions:
        verb = "remove" if action.update is None else "update"
        yield f"  {verb}   {printable(action.target, 300)}"
    if not finding.actions:
        yield "  overlay  none can say this: report it to the vendor"
    yield ""


def _table(rows: Sequence[Row]) -> Iterator[str]:
    width = max(len(f"{row.variant} {row.pointer}") for row in rows)
    width = min(width, 100)
    yield f"{'field'.ljust(width)}  {'documents'.ljust(10)}  {'recorded':>8}  {'mock':>5}"
    for row in rows:
        name = printable(f"{row.variant} {row.pointer}", width)
        yield f"{name.ljust(width)}  {(row.documents or '—').ljust(10)}  {row.recorded:>8}  {row.mock:>5}"


def as_json(reports: Sequence[Report]) -> str:
    """Return reports as JSON."""
    return json.dumps([_value(each) for each in reports], indent=2, ensure_ascii=False) + "\n"


def _value(report: Report) -> dict[str, Any]:
    drift = report.drift
    return {
        "api": drift.api,
        "exchanges": drift.exchanges,
        "tasks": drift.tasks,
        "findings": [_finding_value(each) for each in drift.findings],
        "unseen": [asdict(each) for each in report.unseen],
        "table": [asdict(each) for each in report.rows],
    }


def _finding_value(finding: Finding) -> dict[str, Any]:
    seen = finding.example
    return {
        "id": finding.id,
        "kind": seen.kind,
        "message": seen.message,
        "variant": seen.variant or None,
        "pointer": seen.pointer,
        "spec": seen.spec,
        "count": finding.count,
        "first": None if finding.first is None else _time(finding.first),
        "last": None if finding.last is None else _time(finding.last),
        "example": seen.value if _has_value(seen.value) else None,
        "exchange": line(seen.exchange),
        "also": list(finding.also),
        "actions": [asdict(each) for each in finding.actions],
    }


def _has_value(value: Any) -> bool:
    return value is not None and value is not MISSING and value is not NOT_JSON


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
