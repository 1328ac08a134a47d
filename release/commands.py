"""The commands about a change: `python -m release diff | gate | bump | prepare`."""

from __future__ import annotations

import argparse
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from codegen.diff import Tools
from codegen.diff.lines import locate
from codegen.diff.report import FORMATS
from release import changes
from release.base import base, unpack


def add(commands: Any) -> None:
    """Add the commands to a parser; each sets `run(root, args, say)`, which returns the exit code."""
    diff = commands.add_parser("diff", help="say what changed for consumers since a commit")
    diff.add_argument(
        "--base", default="", help="a git ref (default: the last release, else the fork from main)"
    )
    diff.add_argument("--format", choices=[*FORMATS], default="text")
    diff.set_defaults(run=_diff)
    gate = commands.add_parser("gate", help="fail if versions or changelog do not say what changed")
    gate.add_argument("--base", default="", help="a git ref (default: the last release)")
    gate.set_defaults(run=_gate)
    bump = commands.add_parser("bump", help="raise the versions that are too low for what changed")
    bump.set_defaults(run=_bump)
    prepare = commands.add_parser(
        "prepare",
        help="make this tree a release: versions, ranges and changelogs; nothing is committed",
        description="Sets the versions of the clients and of gettask and its ranges, generates, turns the "
        "fragments in changes/ into changelogs, and prints the commands that follow. Commits and tags "
        "nothing, unless --tag asks for the tag on a commit that is such a release.",
    )
    prepare.add_argument("--tag", action="store_true", help="only tag HEAD as the version that it holds")
    today = datetime.now(UTC).date()
    prepare.add_argument(
        "--date", type=date.fromisoformat, default=today, help="of the release (default: today, UTC)"
    )
    prepare.set_defaults(run=_prepare)


def _diff(root: Path, args: argparse.Namespace, say: changes.Say) -> int:
    commit = base(root, args.base)
    with tempfile.TemporaryDirectory() as work:
        old = unpack(root, commit, Path(work) / "base")
        found, steps = changes.between(old, root, Tools(root))
        found = locate(found, {"base": old, "head": root})
    say(FORMATS[args.format](found, commit, [s.verdict for s in steps if s.severity]))
    return 0


def _gate(root: Path, args: argparse.Namespace, say: changes.Say) -> int:
    problems = changes.gate(root, args.base, lambda: Tools(root))
    say("\n\n".join(problems or ["versions and changelog say what changed"]))
    return 1 if problems else 0


def _bump(root: Path, args: argparse.Namespace, say: changes.Say) -> int:
    del args
    for step in changes.bump(root, Tools(root), say):
        say(step.verdict)
    return 0


def _prepare(root: Path, args: argparse.Namespace, say: changes.Say) -> int:
    if args.tag:
        say(changes.tag(root))
    else:
        changes.prepare(root, args.date, Tools(root), say)
    return 0
