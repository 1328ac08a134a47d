"""Slips as a tired maintainer or a bad merge makes them, each put into the hand-written documents.

Each was written down before anything was run on it. An edit replaces the first `old` after `after`, in one
file. Where the line of the slip itself cannot be named, since two lines contradict each other or one is gone,
`elsewhere` says so.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from codegen import pipeline
from codegen.files import documents
from codegen.sources.violations import SpecError, Violation

ROOT = Path(__file__).parents[3]
# APIs that one API's tables name: both are read.
_BESIDE = {"tripo-v2": {"tripo"}}


@dataclass(frozen=True)
class Slip:
    """One edit of one file; without `old` the file is made, with `to` it is moved."""

    why: str
    file: str
    old: str | None = None
    new: str = ""
    after: str = ""
    to: str | None = None
    elsewhere: bool = False

    @property
    def api(self) -> str:
        """The API whose document it is."""
        return Path(self.file).parts[1]


class Found(NamedTuple):
    """What lint says of a slip, and whether one message stands at its line."""

    violations: list[Violation]
    exact: bool


def slips() -> list[Slip]:
    """Return all slips, in the order in which they were written down."""
    return [
        Slip(**each)
        for batch in sorted(Path(__file__).parent.glob("*.yaml"))
        for each in yaml.safe_load(batch.read_text("utf-8"))
    ]


def copied(folder: Path) -> Path:
    """Return a repository in `folder` that holds the hand-written documents, and the tools of this one."""
    for name in ("openapi", "overlays"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("node_modules", "package.json", "package-lock.json"):
        (folder / name).symlink_to(ROOT / name)
    return folder.resolve()


def found(root: Path, slip: Slip) -> Found:
    """Return what lint says of the documents in `root` with one slip, which is undone again."""
    with _planted(root, slip) as lines, pytest.MonkeyPatch.context() as patch:
        names = {slip.api, *_BESIDE.get(slip.api, ())}
        patch.setattr(
            pipeline, "documents", lambda root: {k: v for k, v in documents(root).items() if k in names}
        )
        try:
            pipeline.lint(root, lambda _: None)
        except SpecError as e:
            violations = list(e.violations)
        else:
            return Found([], exact=False)
    named = [(v.file.relative_to(root).as_posix() if v.file else "", v.line) for v in violations]
    return Found(violations, any(place in lines for place in named))


@contextmanager
def _planted(root: Path, slip: Slip) -> Iterator[set[tuple[str, int | None]]]:
    """Make an edit, and give the lines that it makes; of what is gone, those around it."""
    path = root / slip.file
    if slip.to is not None:
        moved = path.rename(root / slip.to)
        yield {(slip.to, 1)}
        moved.rename(path)
    elif slip.old is None:
        path.write_text(slip.new, "utf-8")
        yield {(slip.file, 1)}
        path.unlink()
    else:
        before = path.read_text("utf-8")
        at = before.index(slip.old, before.index(slip.after))
        after = before[:at] + slip.new + before[at + len(slip.old) :]
        path.write_text(after, "utf-8")
        edits = SequenceMatcher(None, before.split("\n"), after.split("\n"), autojunk=False).get_opcodes()
        yield {
            (slip.file, line + 1)
            for kind, _, _, first, last in edits
            if kind != "equal"
            for line in (range(first - 1, first + 1) if kind == "delete" else range(first, last))
        }
        path.write_text(before, "utf-8")
