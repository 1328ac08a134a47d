"""The checks as text: for the command line, and for the documentation."""

from __future__ import annotations

from collections.abc import Iterator

from .checks import load_all
from .model import CHECKS, Check


def lines() -> Iterator[str]:
    """Yield one line for each check: name, severity and sentence."""
    load_all()
    width = max(map(len, CHECKS))
    for check in CHECKS.values():
        yield f"{check.name.ljust(width)}  {check.severity.ljust(7)}  {check.sentence}"


def paragraphs() -> str:
    """Return the sections of all checks for docs/conformance.md."""
    load_all()
    return "\n\n".join(map(_section, CHECKS.values()))


def _section(check: Check) -> str:
    about = (check.examine.__doc__ or "").strip().partition("\n")[0]
    read = f"Reads `{check.reads}`. Severity: {check.severity}."
    return f"### {check.name}\n\n{check.sentence} {about}\n\n{read}"
