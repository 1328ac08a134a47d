"""Breaking findings that a person has judged otherwise: `approvals.yaml`, with reason, owner and last day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from codegen.diff import Finding, Severity
from codegen.sources.loader import Document, load
from codegen.sources.pointers import join
from release.tools import ReleaseError

FILE = "approvals.yaml"
_NEEDED = ("api", "finding", "as", "reason", "owner", "until")


@dataclass(frozen=True)
class Approval:
    """One finding, as `make diff` prints it, and what it counts as until a day."""

    api: str
    finding: str
    severity: Severity
    reason: str
    owner: str
    until: date
    place: str

    def fits(self, finding: Finding) -> bool:
        """Return whether this is about a finding."""
        return (finding.api, finding.what) == (self.api, self.finding)


def approvals(root: Path) -> list[Approval]:
    """Return the approvals of a tree, none without the file. Raises ReleaseError for what cannot be read."""
    path = root / FILE
    if not path.is_file():
        return []
    read = load(path)
    listed = read.data or []
    if not isinstance(listed, list):
        raise ReleaseError(f"{FILE}:1:1: this is a list of approvals, each with {', '.join(_NEEDED)}")
    return [_approval(read, i, entry) for i, entry in enumerate(listed)]


def _approval(read: Document, index: int, entry: Any) -> Approval:
    line, column = read.position(join("", index))
    place = f"{FILE}:{line}:{column}"
    given = entry if isinstance(entry, dict) else {}
    if missing := [key for key in _NEEDED if not isinstance(given.get(key), str)]:
        raise ReleaseError(
            f"{place}: an approval has {', '.join(_NEEDED)}, each a text; missing: {missing[0]}"
        )
    if unknown := given.keys() - {*_NEEDED}:
        raise ReleaseError(f"{place}: an approval has no {min(unknown)!r}, only {', '.join(_NEEDED)}")
    try:
        severity, until = Severity(given["as"]), date.fromisoformat(given["until"])
    except ValueError:
        kinds = ", ".join(Severity)
        raise ReleaseError(f"{place}: `as` is one of {kinds}, and `until` a day such as 2026-12-31") from None
    texts = {key: given[key] for key in ("api", "finding", "reason", "owner")}
    return Approval(**texts, severity=severity, until=until, place=place)


def approved(findings: Iterable[Finding], approvals: Iterable[Approval], today: date) -> list[Finding]:
    """Return the findings, those with an approval that still holds as what it makes of them."""
    holding = [approval for approval in approvals if approval.until >= today]
    found = []
    for finding in findings:
        one = next((approval for approval in holding if approval.fits(finding)), None)
        if one:
            what = f"{finding.what} Approved by {one.owner} until {one.until}: {one.reason}"
            finding = replace(finding, what=what, severity=one.severity)
        found.append(finding)
    return found


def stale(findings: Iterable[Finding], approvals: Iterable[Approval], today: date) -> list[str]:
    """Return what is wrong with approvals: those whose day is over, and those of nothing that was found."""
    found = list(findings)
    problems = []
    for approval in approvals:
        if approval.until < today:
            problems.append(f"{approval.place}: this approval ended on {approval.until}: judge it anew.")
        elif not any(f.api == approval.api and f.what.startswith(approval.finding) for f in found):
            problems.append(f"{approval.place}: nothing of {approval.api} is found like this: remove it.")
    return problems
