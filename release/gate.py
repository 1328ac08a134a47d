"""The gate: a tree may be released if versions and changelogs say what changed.

Each package that is not as it was released needs a fragment, and a version that says how much it changed.
Before the first release there is nothing to compare with: any fragment is enough, or an entry of CHANGELOG.md
for the version to come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from codegen.diff import Severity, Tools
from codegen.sources.loader import load
from release.approvals import approvals, stale
from release.base import checked, last_release
from release.changelog import has_entry, released
from release.fragments import KINDS, Fragment, fragments
from release.packages import Package
from release.steps import Step, since


def gate(root: Path, base: str, tools: Callable[[], Tools]) -> list[str]:
    """Return what keeps this tree from being released, each with how to mend it.

    `base` is a commit to compare with, by default the last release.
    """
    written, problems = fragments(root)
    commit = checked(root, base) if base else last_release(root)
    if commit is None:
        version = Package(root, ".").version
        versions = released(root / "CHANGELOG.md")
        if versions and (written or version not in versions):
            problems.append(
                f"CHANGELOG.md says that {versions[0]} was released, and no tag v* is here to compare with: "
                "git fetch --tags"
            )
        if not written and not has_entry(root / "CHANGELOG.md", version):
            problems.append(f"CHANGELOG.md has no entry for {version}, and changes/ no fragment: write one.")
        return problems
    findings, found = since(root, commit, tools())
    problems += stale(findings, approvals(root), datetime.now(UTC).date())
    for step in found[:-1]:
        problems += _step_problems(root, step, commit, written)
    offers = [f for f in findings if f.api == "gettask" and f.severity is not Severity.INFO]
    if offers and not _documented(root, "gettask", found[-1], written):
        problems.append(f"{offers[0].what} {_missing_fragment('What gettask offers', 'gettask', commit)}")
    return problems


def _step_problems(root: Path, step: Step, commit: str, written: Sequence[Fragment]) -> Iterator[str]:
    if step.severity is None:
        return
    document = root / "openapi" / step.package / "openapi.yaml"
    if not step.enough:
        line, column = load(document).position("/info/version")
        yield (
            f"{document.relative_to(root).as_posix()}:{line}:{column}: info.version is {step.new}, and "
            f"what changed since {commit} is {step.severity}: make it {step.least} or later, then "
            f"`make generate` (`python -m release bump` does both; `make diff` says why)."
        )
    if not _documented(root, step.package, step, written):
        yield _missing_fragment(f"generated/gettask-{step.package}", step.package, commit)


def _documented(root: Path, name: str, step: Step, written: Sequence[Fragment]) -> bool:
    """Return whether a fragment, or the changelog of a release that is being made, tells of the step."""
    changelog = root / ("CHANGELOG.md" if name == "gettask" else f"openapi/{name}/CHANGELOG.md")
    return any(f.api == name for f in written) or (step.enough and has_entry(changelog, step.new))


def _missing_fragment(what: str, name: str, commit: str) -> str:
    kinds, evidence = (KINDS, "evidence: [<source id or text>]\n") if name != "gettask" else (KINDS[2:], "")
    return (
        f"{what} changed since {commit}, and no fragment says so: write changes/<slug>.md with\n"
        f"---\nkind: {' | '.join(kinds)}\napi: {name}\n{evidence}---\nWhat consumers notice."
    )
