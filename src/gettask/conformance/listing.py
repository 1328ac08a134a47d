"""The checks as text: for the command line, and for the documentation."""

from __future__ import annotations

from collections.abc import Iterator

from .checks import FAMILIES, load_all
from .model import CHECKS, Check


def lines() -> Iterator[str]:
    """Yield one line for each check: name, severity and sentence."""
    checks = _in_order()
    width = max(len(check.name) for check in checks)
    for check in checks:
        yield f"{check.name.ljust(width)}  {check.severity.ljust(7)}  {check.sentence}"


def paragraphs() -> str:
    """Return the sections of all checks for docs/conformance.md."""
    return "\n\n".join(map(_section, _in_order()))


def _in_order() -> list[Check]:
    """All checks by family, whichever family was imported first."""
    load_all()
    return sorted(
        CHECKS.values(), key=lambda each: FAMILIES.index(each.examine.__module__.rpartition(".")[2])
    )


def _section(check: Check) -> str:
    about = (check.examine.__doc__ or "").strip().partition("\n")[0]
    read = f"Reads `{check.reads}`. Severity: {check.severity}."
    return f"### {check.name}\n\n{check.sentence} {about}\n\n{read}"
