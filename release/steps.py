"""How far each package is from its last release, and the version that says so."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from codegen.diff import Finding, Severity, Tools, compare, ranked, worst
from codegen.diff.runtime import judge_runtime
from codegen.diff.snapshot import apis
from codegen.files import digest
from release.approvals import approvals, approved
from release.base import unpack
from release.packages import Package
from release.versions import least, parse

NEW = "0.0.0"  # the version before the first one


@dataclass(frozen=True)
class Step:
    """How far a package is from its last release.

    `severity` is None if it is as it was; `least` is the lowest version that says what changed.
    """

    package: str
    old: str
    new: str
    severity: Severity | None

    @property
    def least(self) -> str:
        return self.old if self.severity is None else least(self.old, self.severity)

    @property
    def enough(self) -> bool:
        """Whether the version says what changed."""
        return parse(self.new) >= parse(self.least)

    @property
    def verdict(self) -> str:
        """The step as a sentence."""
        if self.severity is None or self.old == NEW:
            return f"{self.package}: {'new' if self.severity else 'as it was'}, {self.new}"
        low = "`make release` raises" if self.package == "gettask" else "is too low"
        unseen = " (no code notices)" if self.severity is Severity.INFO else ""
        needs = f"{self.package}: {self.severity}{unseen}, needs {self.least} or later"
        return f"{needs}; it is {self.new}" + ("" if self.enough else f", which {low}")


def steps(old: Path, new: Path, findings: Sequence[Finding]) -> list[Step]:
    """Return the steps of all packages between two roots, gettask last."""
    before, after = apis(old / "generated"), apis(new / "generated")
    found = []
    for name, snapshot in after.items():
        was = before.get(name)
        severity = None
        if was is None or was.files != snapshot.files:
            severity = worst([f.severity for f in findings if f.api == name])
        found.append(Step(name, was.version if was else NEW, snapshot.version, severity))
    runtime = [f.severity for f in findings if f.api == "gettask" or f.api not in after]
    moved = [step.severity for step in found if step.severity]
    one, other = Package(old, "."), Package(new, ".")
    same = not moved and before.keys() == after.keys() and digest(old, one.own) == digest(new, other.own)
    whole = None if same else worst([*runtime, *moved])
    return [*found, Step("gettask", one.version, other.version, whole)]


def since(root: Path, commit: str, tools: Tools) -> tuple[list[Finding], list[Step]]:
    """Return findings, without lines, and steps between a commit and the working tree."""
    with tempfile.TemporaryDirectory() as work:
        old = unpack(root, commit, Path(work) / "base")
        return between(old, root, tools)


def between(old: Path, new: Path, tools: Tools) -> tuple[list[Finding], list[Step]]:
    """Return findings, without lines, and steps between two roots, as approvals of the new one have them."""
    found = [
        *compare(old / "generated", new / "generated", tools),
        *judge_runtime(old / "src/gettask", new / "src/gettask"),
    ]
    judged = ranked(approved(found, approvals(new), datetime.now(UTC).date()))
    return judged, steps(old, new, judged)
