"""The commands of `python -m release`: diff, gate, bump, prepare, build, publish, smoke."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from codegen.diff import Tools
from codegen.diff.folding import folded
from codegen.diff.lines import locate
from codegen.diff.report import FORMATS
from codegen.sources.violations import SpecError, ToolError
from release.approvals import approvals, stale
from release.base import base, unpack
from release.build import SUMS, Artifact, build, built
from release.gate import gate
from release.index import Index
from release.packages import Package, generator
from release.prepare import bump, prepare, tag
from release.publish import releasable, upload
from release.record import record
from release.smoke import smoke, smoke_generator
from release.steps import between
from release.tools import ReleaseError

Run = Callable[[Path, argparse.Namespace], int]


def main(argv: list[str] | None = None) -> int:
    """Run one command; return the exit code."""
    args = _parser().parse_args(argv)
    run: Run = args.run
    try:
        return run(args.root.resolve(), args)
    except (ReleaseError, SpecError, ToolError) as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m release",
        description="From a change to a release, and from a commit to an internal index.",
        epilog="exits with 0, or with 1 and what to do next; with 2 if the command line is wrong",
    )
    here = Path(__file__).parents[1]
    parser.add_argument("--root", type=Path, default=here, help="the repository (default: this one)")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    index = argparse.ArgumentParser(add_help=False)
    index.add_argument("--index-url", required=True, help="the index to install from, https://host/simple/")

    def add(
        name: str,
        run: Run,
        summary: str,
        details: str = "",
        parents: tuple[argparse.ArgumentParser, ...] = (),
    ) -> argparse.ArgumentParser:
        description = details or f"{summary.capitalize()}."
        command = commands.add_parser(name, help=summary, description=description, parents=parents)
        command.set_defaults(run=run)
        return command

    command = add("diff", _diff, "say what changed for consumers since a commit")
    command.add_argument(
        "--base", default="", help="a git ref (default: the last release, else the fork from main)"
    )
    command.add_argument("--format", choices=[*FORMATS], default="text", help="default: text")
    command = add("gate", _gate, "fail if versions or changelog do not say what changed")
    command.add_argument("--base", default="", help="a git ref (default: the last release)")
    add("bump", _bump, "raise the versions that are too low for what changed")
    command = add(
        "prepare",
        _prepare,
        "make this tree a release: versions, ranges and changelogs; nothing is committed",
        "Set the versions of the clients and of gettask and its ranges, generate, turn the fragments in "
        "changes/ into changelogs, and print the commands that follow. Commits and tags nothing, unless "
        "--tag asks for the tag on a commit that is such a release.",
    )
    command.add_argument("--tag", action="store_true", help="only tag HEAD as the version that it holds")
    today = datetime.now(UTC).date()
    command.add_argument(
        "--date", type=date.fromisoformat, default=today, help="of the release (default: today, UTC)"
    )
    add("build", _build, "build wheels and sdists of all packages into dist/")
    command = add(
        "publish",
        _publish,
        "build, try, upload, install, try",
        "Build the tagged commit; install the files with what the index has of their dependencies, and run "
        "one task of each API; upload what the index lacks, install it from there, and try it again. The "
        "login is read from UV_PUBLISH_USERNAME and UV_PUBLISH_PASSWORD, from UV_PUBLISH_TOKEN, or from the "
        "keyring.",
        parents=(index,),
    )
    command.add_argument("--upload-url", default="", help="default: the index URL without its last part")
    command.add_argument(
        "--dist", type=Path, help="upload what was built there, such as by a job whose bytes were compared"
    )
    add("smoke", _smoke, "install this version from the index, and try it", parents=(index,))
    return parser


def _diff(root: Path, args: argparse.Namespace) -> int:
    commit = base(root, args.base)
    with tempfile.TemporaryDirectory() as work:
        old = unpack(root, commit, Path(work) / "base")
        found, steps = between(old, root, Tools(root))
        found = folded(locate(found, {"base": old, "head": root}))
    verdicts = [s.verdict for s in steps if s.severity]
    verdicts += stale(found, approvals(root), datetime.now(UTC).date())
    print(FORMATS[args.format](found, commit, verdicts))
    return 0


def _gate(root: Path, args: argparse.Namespace) -> int:
    problems = gate(root, args.base, lambda: Tools(root))
    print("\n\n".join(problems or ["versions and changelog say what changed"]))
    return 1 if problems else 0


def _bump(root: Path, _: argparse.Namespace) -> int:
    for step in bump(root, Tools(root), print):
        print(step.verdict)
    return 0


def _prepare(root: Path, args: argparse.Namespace) -> int:
    if args.tag:
        print(tag(root))
    else:
        prepare(root, args.date, Tools(root), print)
    return 0


def _build(root: Path, _: argparse.Namespace) -> int:
    dist = root / "dist"
    artifacts = build(root, dist)
    _print_table(artifacts, dist)
    made = record(root, dist, {a.path.name: (a.package, a.sha256) for a in artifacts})
    print(f"beside them: {', '.join(path.name for path in made)}")
    return 0


def _publish(root: Path, args: argparse.Namespace) -> int:
    index = Index.of(args.index_url, args.upload_url)
    releasable(root)
    dist: Path = args.dist or root / "dist"
    artifacts = built(root, dist) if args.dist else build(root, dist)
    _print_table(artifacts, dist)
    if index.missing(artifacts):  # files of an index stay for good: what does not work never gets there
        _try_before(root, index, dist)
    upload(artifacts, index, print)
    return _try(root, index)


def _try_before(root: Path, index: Index, dist: Path) -> None:
    """Try the files of a release before anything of it is uploaded."""
    try:
        _trials(root, index, dist)
    except ReleaseError as error:
        raise ReleaseError(f"{error}\nNothing was uploaded.") from None
    print(f"{dist.name}/ installs with what {index.host} has, and works")


def _smoke(root: Path, args: argparse.Namespace) -> int:
    return _try(root, Index.of(args.index_url))


def _try(root: Path, index: Index) -> int:
    print(_trials(root, index), end="")
    print(f"gettask {Package(root, '.').version} installs from {index.host}, and works")
    return 0


def _trials(root: Path, index: Index, dist: Path | None = None) -> str:
    """Return what the trials of gettask and, if the repository has it, of the generator print."""
    version = Package(root, ".").version
    said = smoke(version, index, dist)
    return said + smoke_generator(version, index, dist) if generator(root) else said


def _print_table(artifacts: list[Artifact], dist: Path) -> None:
    width = max(len(artifact.path.name) for artifact in artifacts)
    print(f"{'file':<{width}}  {'bytes':>9}  sha256")
    for artifact in artifacts:
        print(f"{artifact.path.name:<{width}}  {artifact.path.stat().st_size:>9,}  {artifact.sha256}")
    print(f"in {dist.name}/, with {SUMS}; contents checked")
