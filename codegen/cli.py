"""The commands of `python -m codegen`, and of `gettask-codegen`.

They import late: `make generate` with nothing to do is over before a YAML parser would be imported.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from codegen.emit.registration import belongs
from codegen.pipeline import drift, generate, lint
from codegen.sources.violations import SpecError, ToolError, Violation

_DRIFT = {"added": "is missing", "changed": "differs", "removed": "is not generated"}
_EXIT_CODES = """\
exit codes:
  0  done, or nothing to do
  1  the specs break rules, or generated/ is not what generate would make
  2  a tool is missing or broken, or the command line is wrong

Every violation has file, line, column, JSON Pointer and rule; docs/rules.md explains the rules.
"""


# The repository that this stands in; None where it is installed as gettask-codegen.
_HERE = found if belongs(found := Path(__file__).parents[1]) else None


def entry() -> None:
    """Run the command `gettask-codegen`."""
    sys.exit(main())


def main(argv: list[str] | None = None) -> int:
    """Run one command; return the exit code."""
    args = _parser().parse_args(argv)
    run: Callable[[Path, argparse.Namespace], int] = args.run
    try:
        return run(args.root.resolve(), args)
    except SpecError as e:
        print(e, file=sys.stderr)
        count = len(e.violations)
        explained = (
            " docs/rules.md explains the rules." if any(v.rule != "spec" for v in e.violations) else ""
        )
        print(
            f"\n{count} violation{'s' * (count > 1)}; nothing was written.{explained}",
            file=sys.stderr,
        )
        return 1
    except ToolError as e:
        print(e, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m codegen" if _HERE else "gettask-codegen",
        description="Make generated/ from the specs in openapi/ and overlays/.",
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    root, default = (_HERE, "this one") if _HERE else (Path(), "the working directory")
    parser.add_argument("--root", type=Path, default=root, help=f"the repository (default: {default})")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(
        name: str, run: Callable[[Path, argparse.Namespace], int], summary: str, details: str = ""
    ) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=summary, description=details or f"{summary.capitalize()}.")
        command.set_defaults(run=run)
        return command

    add(
        "generate",
        _generate,
        "make generated/",
        "Check all specs, then make generated/, and say what changes for "
        "consumers. Writes nothing if the specs break a rule, and does nothing if no input changed.",
    )
    add(
        "drift",
        _drift,
        "fail if generated/ is not what generate would make",
        "Make everything anew in a temporary folder and compare it with generated/, byte by byte.",
    )
    command = add("lint", _lint, "check all specs, those of single variants included; write nothing")
    command.add_argument(
        "--format",
        choices=["text", "github", "sarif"],
        default="text",
        help="text; annotations for GitHub; a SARIF log (default: text)",
    )
    command = add(
        "new-variant",
        _new_variant,
        "scaffold a variant from a Get Task response",
        "Write the file of a new variant, marked as inferred, and its example without secrets, run "
        "generate, and list what only a person knows.",
    )
    command.add_argument("--api", required=True, help="the name of its folder in openapi/")
    command.add_argument("--name", required=True, help="the name of the variant, as in ace-step")
    command.add_argument(
        "--body",
        type=Path,
        help="a file with the response, with the request before it, or a HAR (default: standard input)",
    )
    command.add_argument("--request", type=Path, help="a file with the request that created the task")
    command.add_argument("--created", type=Path, help="a file with the response to that request")
    command.add_argument(
        "--path", help="the path of the operation that creates it, where each variant has one of its own"
    )
    command = add(
        "new-api",
        _new_api,
        "scaffold an API from answers, bodies that it sent, or an OpenAPI document",
        "Write the folder of a new API in openapi/, marked as inferred, run generate, and list what only a "
        "person knows.",
    )
    command.add_argument("--name", required=True, help="the name of the API, as in acme")
    command.add_argument(
        "--from", dest="document", type=Path, help="the vendor's OpenAPI document, 3.0 or 3.1"
    )
    command.add_argument("--title", help="its name for people (default: made of the name)")
    command.add_argument("--server", help="the URL of its server")
    command.add_argument("--key", help="bearer, or the header of the key, as in X-Key (default: bearer)")
    command.add_argument("--variant", help="the name of the first variant (default: video)")
    command.add_argument(
        "--create",
        action="append",
        help="the path of the operation that creates it (default: /videos); with --from, once for each",
    )
    command.add_argument("--get", help="the path of Get Task (default: /videos/{id})")
    command.add_argument("--request", type=Path, help="a file with a request that creates a task")
    command.add_argument("--created", type=Path, help="a file with the body that answered it")
    command.add_argument(
        "--body", type=Path, help="a file with a body of Get Task, of a finished task at best"
    )
    command.add_argument(
        "--statuses", default="", help="statuses with their phases: 'IN_QUEUE=queued, Not Ready=running, …'"
    )
    return parser


def _generate(root: Path, _: argparse.Namespace) -> int:
    generate(root, print, lambda old, new: _print_changes(root, old, new))
    return 0


def _print_changes(root: Path, old: Path, new: Path) -> None:
    """Print what changed for consumers, a line each."""
    from codegen.diff import Tools, compare
    from codegen.diff.folding import folded
    from codegen.diff.report import brief

    try:
        print(brief(folded(compare(old, new, Tools(root)))))
    except ToolError as e:
        print(f"for consumers: unknown, since {e}")


def _drift(root: Path, _: argparse.Namespace) -> int:
    changes = drift(root)
    if not changes:
        print("generated/ is what the specs make")
        return 0
    for path, change in changes.items():
        print(f"{path} {_DRIFT[change]}", file=sys.stderr)
    print("This is not what the specs make; mend it with: make generate", file=sys.stderr)
    return 1


def _lint(root: Path, args: argparse.Namespace) -> int:
    from codegen.report import FORMATS

    violations: list[Violation] = []
    try:
        violations += lint(root, print if args.format == "text" else lambda _: None)
    except SpecError as e:
        if args.format == "text":
            raise
        violations += e.violations
    print(FORMATS[args.format](root, violations))
    return 1 if any(v.severity == "error" for v in violations) else 0


def _new_variant(root: Path, args: argparse.Namespace) -> int:
    from codegen.scaffold.variant import scaffold

    if args.body is None and sys.stdin.isatty():
        print("Paste the response of Get Task, or request and response, then Ctrl-D.", file=sys.stderr)
    text = _text(args.body) or sys.stdin.buffer.read().decode(errors="replace")
    known = {"request": _text(args.request), "created": _text(args.created), "path": args.path}
    scaffolded = scaffold(root, args.api, args.name, text, args.body or Path("response.json"), **known)
    return _report(root, scaffolded.files, scaffolded.redacted, scaffolded.left)


def _text(file: Path | None) -> str | None:
    """Return the text of a file, None without one."""
    try:
        return file.read_bytes().decode() if file else None
    except (OSError, UnicodeDecodeError) as e:
        raise SpecError(
            Violation(f"this file cannot be read: {e}", file, hint="name a file with JSON")
        ) from None


def _new_api(root: Path, args: argparse.Namespace) -> int:
    if args.document:
        return _new_api_of_document(root, args)
    from codegen.scaffold.answers import Answers, draft_of
    from codegen.scaffold.api import check_name, write

    check_name(root, args.name)
    if len(args.create or ()) > 1:
        raise SpecError(
            Violation("--create stands twice", root / "openapi", hint="add others by new-variant")
        )
    given = {
        "title": args.title,
        "server": args.server,
        "key": args.key,
        "variant": args.variant,
        "create": next(iter(args.create or ()), None),
        "poll": args.get,
        "request": args.request,
        "created": args.created,
        "body": args.body,
        "statuses": _statuses(args.statuses),
    }
    draft, redacted = draft_of(Answers(args.name, **{key: value for key, value in given.items() if value}))
    return _report(root, write(root, draft), redacted, draft.left)


def _new_api_of_document(root: Path, args: argparse.Namespace) -> int:
    from codegen.scaffold.document.adopt import Wanted, adopt
    from codegen.scaffold.document.recognise import Given

    pairs = (pair.partition("=") for pair in _statuses(args.statuses))
    given = Given(tuple(args.create or ()), args.get, {status: phase for status, _, phase in pairs})
    wanted = Wanted(args.name, args.title, args.server, args.key, args.variant, given)
    files, left = adopt(root, args.document, wanted)
    return _report(root, files, [], left)


def _statuses(text: str) -> tuple[str, ...]:
    """Split statuses at commas if there is one, else at spaces."""
    parts = text.split(",") if "," in text else text.split()
    return tuple(part.strip() for part in parts if part.strip())


def _report(root: Path, files: list[Path], redacted: list[str], left: list[str]) -> int:
    """Say what was written, run generate, and list what is left to a person."""
    for path in files:
        print(f"wrote {path.relative_to(root)}")
    for what in redacted:
        print(f"redacted {what}")
    sys.stdout.flush()
    try:
        generate(root, lambda _: None)
        verdict = "`make generate` passes. Left to you:"
    except (SpecError, ToolError) as e:
        print(e, file=sys.stderr)
        verdict = "`make generate` needs the above mended first. Left to you:"
    print(verdict, *(f"- {item}" for item in left), sep="\n")
    return 0
