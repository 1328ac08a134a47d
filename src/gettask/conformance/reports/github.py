"""The report as annotations of a GitHub workflow."""

from __future__ import annotations

from ..report import Report


def write(report: Report) -> str:
    """Return one workflow command for each violation, and one that says how much was looked at."""
    lines = []
    for group in report.groups:
        problem, check = group.first.problem, group.first.check
        place = problem.exchanges[-1].place.partition("#")[0]
        file = f"file={_property(place)}," if place else ""
        title = f"title={_property(check.name)}"
        lines.append(
            f"::{group.first.severity} {file}{title}::{_data(f'{problem.message} {problem.pointer}')}"
        )
    lines += [f"::error title={name}::the check is required, and did not apply" for name in report.missing]
    lines += [f"::error title=gettask check::{_data(f'could not look: {gap}')}" for gap in report.gaps]
    lines.append(f"::notice title=gettask check::{_data(report.summary)}")
    return "\n".join(lines) + "\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
