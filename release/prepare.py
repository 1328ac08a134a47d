"""Makes a tree a release: versions, ranges and changelogs from `changes/`. Nothing is committed.

CHANGELOG.md has everything, openapi/<api>/CHANGELOG.md what one client package has, so that a package which
did not change keeps its bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from codegen.diff import Tools
from codegen.diff.snapshot import apis, listed
from codegen.pipeline import generate
from release.base import last_release
from release.changelog import line, released, write
from release.fragments import fragments
from release.packages import Package, generator
from release.steps import Step, since
from release.tools import ReleaseError, git, uncommitted
from release.versions import range_of, set_api_version, set_package_version, set_requirement

Say = Callable[[str], None]


def bump(root: Path, tools: Tools, say: Say) -> list[Step]:
    """Raise versions that are too low, set gettask's ranges, generate; return the steps as they are then.

    Before the first release, versions stay as they are.
    """
    commit = last_release(root)
    found: list[Step] = []
    for name, snapshot in apis(root / "generated").items():  # says now, not half way, if one is missing
        set_requirement(root / "pyproject.toml", f"gettask-{name}", range_of(snapshot.version))
    if commit is not None:
        _, found = since(root, commit, tools)
        for step in (s for s in found[:-1] if not s.enough):
            set_api_version(root / "openapi" / step.package / "openapi.yaml", step.least)
            say(f"{step.package}: {step.new} → {step.least}")
        if not found[-1].enough:
            for package in filter(None, [Package(root, "."), generator(root)]):
                set_package_version(root / package.folder / "pyproject.toml", found[-1].least)
            say(f"gettask: {found[-1].new} → {found[-1].least}")
    generate(root, say)
    for name, snapshot in apis(root / "generated").items():
        set_requirement(root / "pyproject.toml", f"gettask-{name}", range_of(snapshot.version))
    return since(root, commit, tools)[1] if commit is not None else []


def prepare(root: Path, day: date, tools: Tools, say: Say) -> None:
    """Make this tree a release: versions, ranges, changelogs; fragments go. Nothing is committed.

    Raises ReleaseError if there is nothing to release, or a fragment is none.
    """
    written, problems = fragments(root)
    if problems:
        raise ReleaseError("\n".join(problems))
    changelog = root / "CHANGELOG.md"
    if not written and not re.search(r"^## \S+ \(unreleased\)", changelog.read_text("utf-8"), re.MULTILINE):
        raise ReleaseError("There is nothing to release: changes/ has no fragment.")
    found = bump(root, tools, say)
    if written and found and found[-1].severity is None:
        raise ReleaseError(
            f"There is nothing to release: all packages are as they were at {last_release(root)}, though "
            f"changes/ has {listed(f.path.name for f in written)}."
        )
    version = Package(root, ".").version
    clients = apis(root / "generated")
    moved = {step.package for step in found if step.severity} if found else {*clients}
    for name in clients:
        own = root / "openapi" / name / "CHANGELOG.md"
        if name in moved or not own.is_file():
            lines = [line(f, clients, named=False) for f in written if f.api == name]
            write(own, clients[name].version, day, lines or ["- The first version."], f"gettask-{name}")
    packages = ", ".join(f"gettask-{name} {snapshot.version}" for name, snapshot in clients.items())
    write(
        changelog,
        version,
        day,
        [line(f, clients, named=True) for f in written],
        "gettask",
        f"With {packages}.",
    )
    for fragment in written:
        fragment.path.unlink()
    say(
        f"gettask {version} is ready, with {packages}. Look at it, then:\n"
        f'  git add --all && git commit -m "Release {version}"\n  make release TAG=1   # git tag v{version}\n'
        f"  make publish INDEX_URL=…"
    )


def tag(root: Path) -> str:
    """Tag HEAD as the version that it holds; return the tag. Raises ReleaseError if it is not a release."""
    version = Package(root, ".").version
    if some := uncommitted(root):
        raise ReleaseError(f"A tag names what is committed, and this is not: {some}")
    if version not in released(root / "CHANGELOG.md"):
        raise ReleaseError(f"CHANGELOG.md has no dated entry for {version}: run `make release` first.")
    git(root, "tag", f"v{version}")
    return f"v{version}"
