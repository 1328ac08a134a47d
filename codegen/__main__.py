"""Command line: `python -m codegen generate | drift | lint | docs | new-variant`.

Exits with 0 when all is well, 1 when the specs or `generated/` are not, 2 when it could not tell.
`new-variant` has done its work when the variant is laid out: what `generate` wants mended then, it says.
"""

from __future__ import annotations

import argparse
import gc
import sys
from pathlib import Path

from codegen import report
from codegen.pipeline import docs, drift, generate, lint
from codegen.rules.catalogue import PAGE
from codegen.scaffold import lay_out, settle
from codegen.sources.source import InvalidSpecError, SpecError, ToolError, load, loads

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
    linting = commands.add_parser("lint", help="check the specs, documented and effective")
    linting.add_argument("--format", choices=["text", "github", "sarif"], default="text")
    commands.add_parser("docs", help="make the pages of docs/ that generated/ tells (generate does it, too)")
    laying = commands.add_parser("new-variant", help="lay out a variant from a Get Task reply")
    laying.add_argument("--api", required=True, help="the API, as its folder is called")
    laying.add_argument("--name", required=True, help="of the variant, as in ace-step")
    laying.add_argument("--body", type=Path, help="a JSON file (default: standard input)")
    args = parser.parse_args(argv)
    root = args.root.resolve()
    try:
        if args.command == "drift":
            return _report(drift(root))
        if args.command == "docs":
            print("\n".join(f"docs/{name}" for name in docs(root)) or "docs/ is up to date")
            return 0
        if args.command == "lint":
            return _lint(root, args.format)
        if args.command == "new-variant":
            return _new_variant(root, args.api, args.name, args.body)
        generate(root, print, lambda old, new: _tell(root, old, new))
    except (SpecError, InvalidSpecError) as e:
        errors = e.errors if isinstance(e, InvalidSpecError) else [e]
        print(*errors, sep="\n\n", file=sys.stderr)
        problems = f"{len(errors)} problem{'s' * (len(errors) > 1)}"
        explained = f" {PAGE} explains the rules." if any(e.problem.endswith("]") for e in errors) else ""
        print(f"\n{problems}; nothing was written.{explained}", file=sys.stderr)
        return 1
    except ToolError as e:
        print(e, file=sys.stderr)
        return 2
    return 0


def _tell(root: Path, old: Path, new: Path) -> None:
    """Print in words what changed for consumers."""
    from codegen.diff import Tools, compare
    from codegen.diff.report import brief

    try:
        print(brief(compare(old, new, Tools(root))))
    except ToolError as e:
        print(f"for consumers: not told, since {e}")


def _lint(root: Path, form: report.Format) -> int:
    errors: list[SpecError] = []
    notes: list[SpecError] = []
    try:
        notes = lint(root, print if form == "text" else lambda _: None)
    except (SpecError, InvalidSpecError) as e:
        if form == "text":
            raise
        errors = e.errors if isinstance(e, InvalidSpecError) else [e]
    print(report.FORMATS[form](report.problems(root, errors, notes)))
    return 1 if errors else 0


def _new_variant(root: Path, api: str, name: str, body: Path | None) -> int:
    if body is None and sys.stdin.isatty():
        print("Paste the whole reply, then Ctrl-D.", file=sys.stderr)
    pasted = load(body).data if body else loads(sys.stdin.read(), Path("reply.json")).data
    laid_out = lay_out(root, api, name, pasted, body or Path("reply.json"))
    print(*(f"wrote {path.relative_to(root)}" for path in laid_out.files), sep="\n", flush=True)
    try:
        try:
            generate(root, lambda _: None)
        except InvalidSpecError as e:
            if not all("[example]" in error.problem for error in e.errors) or not settle(root, api, name):
                raise
            print("wrote openapi/contradictions.yaml", flush=True)
            generate(root, lambda _: None)
        verdict = "`make generate` passes. Left to you:"
    except (SpecError, InvalidSpecError, ToolError) as e:
        print(*(e.errors if isinstance(e, InvalidSpecError) else [e]), sep="\n\n", file=sys.stderr)
        verdict = "`make generate` wants the above mended first. Left to you:"
    print(verdict, *(f"- {item}" for item in laid_out.left), sep="\n")
    return 0


def _report(changes: dict[str, str]) -> int:
    if not changes:
        print("generated/ and docs/ are what the specs make")
        return 0
    for path, change in changes.items():
        print(f"{path} {_DRIFT[change]}", file=sys.stderr)
    print("This is not what the specs make; mend it with: make generate", file=sys.stderr)
    return 1


if __name__ == "__main__":
    gc.disable()  # a short life with large trees: looking for cycles would cost a twentieth of it
    sys.exit(main())
