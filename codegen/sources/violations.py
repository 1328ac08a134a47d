"""What is wrong with a spec, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True)
class Violation:
    """One broken rule at one place.

    `pointer` is a JSON Pointer in `file`; while `file` is None, it leads into the bundled document that
    was checked, and `Origin.locate` leads on to the file. `line` and `column` count from 1 and are None
    where the place has no text. The rule `spec` is broken by a file that cannot be read as what it is.
    """

    message: str
    file: Path | None = None
    pointer: str = ""
    line: int | None = None
    column: int | None = None
    hint: str = ""
    rule: str = "spec"
    severity: Severity = "error"

    def __str__(self) -> str:
        place = shown(self.file) if self.file else "bundled document"
        if self.line is not None:
            place += f":{self.line}:{self.column or 1}"
        rule = "" if self.rule == "spec" else f" [{self.rule}]"
        hint = f"\n  hint: {self.hint}" if self.hint else ""
        return f"{place}  #{self.pointer}\n  {self.message}{rule}{hint}"


class SpecError(Exception):
    """The specs break rules; `violations` has each of them, in the order in which they were found."""

    def __init__(self, *violations: Violation) -> None:
        super().__init__("\n\n".join(map(str, violations)))
        self.violations = violations


class ToolError(Exception):
    """A tool is missing, of the wrong version, or broken; the message says what to do."""


def raise_any(violations: Iterable[Violation]) -> None:
    """Raise SpecError if there are violations; each message about a place counts once."""
    unique = {(v.file, v.pointer, v.rule, v.message): v for v in violations}
    if unique:
        raise SpecError(*unique.values())


def shown(path: Path) -> str:
    """Return `path` relative to the working directory where it lies below it."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
