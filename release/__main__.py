"""Command line: `python -m release diff | gate | bump | prepare | build | publish | smoke`.

Exits with 0, or 1 and a sentence.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from codegen.sources.violations import SpecError, ToolError
from release import commands as changing
from release.build import SUMS, Artifact, build
from release.index import Index
from release.packages import Package
from release.publish import releasable, upload
from release.smoke import smoke
from release.tools import ReleaseError


def main(argv: list[str] | None = None) -> int:
    """Run one command; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m release", description="From a change to an index.")
    here = Path(__file__).parents[1]
    parser.add_argument("--root", type=Path, default=here, help="the repository (default: this one)")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("build", help="build wheels and sdists of all packages into dist/")
    index = argparse.ArgumentParser(add_help=False)
    index.add_argument("--index-url", required=True, help="the index to install from, https://host/simple/")
    publishing = commands.add_parser("publish", parents=[index], help="build, upload, install, try")
    publishing.add_argument("--upload-url", default="", help="default: the index URL without its last part")
    commands.add_parser("smoke", parents=[index], help="install this version from the index, and try it")
    changing.add(commands)
    args = parser.parse_args(argv)
    root = args.root.resolve()
    try:
        if hasattr(args, "run"):
            code: int = args.run(root, args, print)
            return code
        if args.command == "build":
            show(build(root, root / "dist"))
            return 0
        index_ = Index.of(args.index_url, getattr(args, "upload_url", ""))
        version = Package(root, ".").version
        if args.command == "publish":
            releasable(root)
            artifacts = build(root, root / "dist")
            show(artifacts)
            upload(artifacts, index_, print)
        print(smoke(version, index_), end="")
        print(f"gettask {version} installs from {index_.host}, and works")
    except (ReleaseError, SpecError, ToolError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def show(artifacts: list[Artifact]) -> None:
    """Print what was built as a table."""
    width = max(len(artifact.path.name) for artifact in artifacts)
    print(f"{'file':<{width}}  {'bytes':>9}  sha256")
    for artifact in artifacts:
        print(f"{artifact.path.name:<{width}}  {artifact.path.stat().st_size:>9,}  {artifact.sha256}")
    print(f"in dist/, with {SUMS}; contents checked")


if __name__ == "__main__":
    sys.exit(main())
