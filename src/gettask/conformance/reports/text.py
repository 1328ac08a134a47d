"""The report as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from ..._redact import printable
from ..model import CHECKS
from ..report import Group, Report, curl, line

APPLIES = (
    "a check applies once the traffic has what it is about, such as a poll of a running task, a failed task, "
    "a 429 or a second page; `gettask mock` shows more with --complete-after 3-polls and with scenarios"
)


def write(report: Report) -> str:
    """Return the report as text."""
    return "\n".join(_lines(report)) + "\n"


def violations(report: Report) -> str:
    """Return the violations of a report alone."""
    return "\n".join(each for group in report.groups for each in _group(group)).rstrip()


def _lines(report: Report) -> Iterator[str]:
    for group in report.groups:
        yield from _group(group)
    for entry, count in report.known:
        yield f"known: {entry.check} ({count}×): {entry.reason}, until {entry.expires}"
    for note in report.notes:
        yield f"note: {note}"
    if report.not_applied:
        yield f"did not apply ({len(report.not_applied)}): {', '.join(report.not_applied)}"
    if report.impossible:
        yield f"not in this API ({len(report.impossible)}): {', '.join(report.impossible)}"
    for name in report.missing:
        yield f"required, and did not apply: {name}: {CHECKS[name].sentence}"
    if report.missing:
        yield f"note: {APPLIES}"
    for gap in report.gaps:
        yield f"could not look: {gap}"
    yield report.summary


def _group(group: Group) -> Iterator[str]:
    violation, problem = group.first, group.first.problem
    times = f" ({group.count}×)" if group.count > 1 else ""
    yield f"{violation.severity} {violation.check.name}: {printable(problem.message, 400)}{times}"
    yield f"  {violation.check.sentence}"
    if problem.task:
        yield f"  task     {printable(problem.task)}"
    if problem.pointer:
        yield f"  at       {problem.pointer}"
    if violation.confidence:
        sources = f" ({', '.join(violation.sources)})" if violation.sources else ""
        yield f"  spec     {problem.spec}: {violation.confidence}{sources}"
    for exchange in problem.exchanges[-3:]:
        yield f"  exchange {printable(line(exchange), 300)}"
    command = curl(problem.exchanges[-1], group.api)
    if command:
        yield f"  again    {printable(command, 600)}"
    yield f"  see      {violation.check.page}"
    yield ""
