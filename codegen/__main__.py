"""Command line: `python -m codegen generate | drift | lint`.

Exits with 0 when all is well, 1 when the specs or `generated/` are not, 2 when it could not tell.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from codegen.generate import drift, generate, lint
from codegen.source import InvalidSpecError, SpecError, ToolError

_DRIFT = {"added": "is missing", "changed": "differs", "removed": "is not generated"}


def main(argv: list[str] | None = None) -> int:
    """Run one command; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m codegen", description="From specs to generated/.")
    parser.add_argument(
        "--root", type=Path, default=Path(__file__).parents[1], help="the repository (default: this one)"
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("generate", help="make generated/ from openapi/ and overlays/")
    commands.add_parser("drift", help="fail if generated/ is not what generate would make")
    commands.add_parser("lint", help="check the specs, documented and effective")
    args = parser.parse_args(argv)
    root = args.root.resolve()
    try:
        if args.command == "drift":
            return _report(drift(root))
        (generate if args.command == "generate" else lint)(root, print)
    except (SpecError, InvalidSpecError) as e:
        errors = e.errors if isinstance(e, InvalidSpecError) else [e]
        print(*errors, sep="\n\n", file=sys.stderr)
        print(f"\n{len(errors)} problem{'s' * (len(errors) > 1)}; nothing was written.", file=sys.stderr)
        return 1
    except ToolError as e:
        print(e, file=sys.stderr)
        return 2
    return 0


def _report(changes: dict[str, str]) -> int:
    if not changes:
        print("generated/ is what the specs make")
        return 0
    for path, change in changes.items():
        print(f"generated/{path} {_DRIFT[change]}", file=sys.stderr)
    print("generated/ is not what the specs make; mend it with: make generate", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
