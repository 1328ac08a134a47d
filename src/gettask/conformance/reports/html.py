"""The report as one HTML page."""

from __future__ import annotations

from html import escape

from ..report import Group, Report, curl, line

STYLE = (
    "body{font:16px/1.5 system-ui;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "pre{background:#8881;padding:.5rem;overflow:auto}.error{color:#b00}.warning{color:#850}"
)


def write(report: Report) -> str:
    """Return the report as a page that needs nothing else."""
    found = "\n".join(map(_group, report.groups)) or "<p>No violation was found.</p>"
    notes = "".join(f"<li>{escape(note)}</li>" for note in report.notes)
    gaps = [f"required, and did not apply: {name}" for name in report.missing]
    gaps += [f"could not look: {gap}" for gap in report.gaps]
    failed = "".join(f'<p class="error">{escape(each)}</p>' for each in gaps)
    return (
        f'<!DOCTYPE html>\n<html lang="en"><meta charset="utf-8"><title>gettask check</title>'
        f"<style>{STYLE}</style>"
        f"<h1>gettask check</h1><p>{escape(report.summary)}</p>\n{found}\n{failed}<ul>{notes}</ul>"
        f"<p>Did not apply: {escape(', '.join(report.not_applied) or 'none')}</p>"
        f"<p>Not in this API: {escape(', '.join(report.impossible) or 'none')}</p></html>\n"
    )


def _group(group: Group) -> str:
    violation, problem = group.first, group.first.problem
    shown = "\n".join([*map(line, problem.exchanges), curl(problem.exchanges[-1], group.api)])
    return (
        f'<h2 class="{violation.severity}">{escape(violation.check.name)} ({group.count}×)</h2>'
        f"<p>{escape(violation.check.sentence)}</p><p>{escape(problem.message)} "
        f"<code>{escape(problem.pointer)}</code></p><pre>{escape(shown)}</pre>"
    )
