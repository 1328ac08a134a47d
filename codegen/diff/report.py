"""A diff as text for a terminal, as Markdown for a review comment, as JSON for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict

from codegen.diff.finding import Finding, Severity

_SHOWN = 20  # findings after which `brief` stops
_SURFACES = {"http": "HTTP contract", "python": "Python names", "state": "state table"}


def text(findings: Sequence[Finding], base: str, verdicts: Sequence[str]) -> str:
    """Return the findings as blocks of lines; details are left to the breaking ones."""
    lines = [_head(findings, base)]
    for finding in findings:
        about = f"{finding.severity:<10}  {finding.api}, {_SURFACES[finding.surface]}"
        lines.append(f"\n{about}  {_place(finding, base)}".rstrip(" "))
        lines.append(f"  {finding.what}")
        if finding.severity is not Severity.INFO:
            lines.append(f"  hits: {finding.hits}")
        if finding.avoid:
            lines.append(f"  to avoid it: {finding.avoid}")
    return "\n".join([*lines, *([""] if verdicts else []), *verdicts])


def brief(findings: Sequence[Finding]) -> str:
    """Return a line a finding, without advice, for whoever made the change."""
    if not findings:
        return "for consumers: nothing changed"
    lines = [f"for consumers: {summary(findings)}"]
    lines += [f"  {f.severity:<10}  {f.api}, {_SURFACES[f.surface]}: {f.what}" for f in findings[:_SHOWN]]
    if len(findings) > _SHOWN:
        lines.append(f"  and {len(findings) - _SHOWN} more: see `make diff`")
    return "\n".join(lines)


def markdown(findings: Sequence[Finding], base: str, verdicts: Sequence[str]) -> str:
    """Return the findings as tables: what breaks is shown, the rest folds."""
    blocks = [f"### {_head(findings, base)}", "\n".join(f"- {verdict}" for verdict in verdicts)]
    for severity in Severity:
        some = [f for f in findings if f.severity is severity]
        if some and severity is Severity.BREAKING:
            blocks.append(_table(some, base))
        elif some:
            folded = f"<summary>{len(some)} {severity}</summary>"
            blocks.append(f"<details>{folded}\n\n{_table(some, base)}\n\n</details>")
    return "\n\n".join(filter(None, blocks))


def _table(findings: Sequence[Finding], base: str) -> str:
    rows = [["change", "who is hit", "how to avoid it"], ["---"] * 3]
    for f in findings:
        place = f"<br><sub>{f.api}, {_SURFACES[f.surface]} {_place(f, base)}</sub>"
        rows.append([cell.replace("|", "\\|") for cell in (f.what + place, f.hits, f.avoid)])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def as_json(findings: Sequence[Finding], base: str, verdicts: Sequence[str]) -> str:
    """Return everything, for programs."""
    counts = Counter(f.severity for f in findings)
    data = {
        "base": base,
        "counts": {severity: counts[severity] for severity in Severity},
        "verdicts": list(verdicts),
        "findings": [asdict(finding) for finding in findings],
    }
    return json.dumps(data, indent=1, ensure_ascii=False)


FORMATS: dict[str, Callable[[Sequence[Finding], str, Sequence[str]], str]] = {
    "text": text,
    "markdown": markdown,
    "json": as_json,
}


def summary(findings: Sequence[Finding]) -> str:
    """Return how many findings there are of each severity, in messages."""
    counts = Counter(f.severity for f in findings)
    return ", ".join(f"{counts[s]} {s}" for s in Severity if counts[s])


def _head(findings: Sequence[Finding], base: str) -> str:
    return f"Since {base}: {summary(findings) or 'nothing that consumers notice'}"


def _place(finding: Finding, base: str) -> str:
    if finding.line is None:
        return ""
    return f"{finding.line}{f' at {base}' if finding.line.side == 'base' else ''}"
