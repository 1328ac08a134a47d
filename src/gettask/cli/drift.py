"""The command that says in what recorded traffic differs from the specification."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from . import exits, output
from .options import BASE, ApiName, Command, gateway_url

if TYPE_CHECKING:
    from ..conformance import Trace
    from ..conformance.drift.report import Report

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(cls=Command)
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=FILE)
@click.option("--api", type=ApiName(), help="The API; needed for bodies without requests, and for --propose.")
@click.option("--base", metavar="URL", help=BASE)
@click.option(
    "--propose",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    metavar="OVERLAY",
    help="Write an overlay that makes the specification say what the traffic shows.",
)
@click.option("--unseen", is_flag=True, help="List what the specification says and no traffic showed.")
@click.option("--table", is_flag=True, help="Print each field: in documents, in the traffic, in the mock.")
@click.option("--format", "output", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def drift(context: click.Context, /, files: tuple[Path, ...], **options: Any) -> None:
    """Say in what recorded traffic differs from the specification.

    Each difference is named once, with the variant, the place, how often and when it was seen, and what an
    overlay has to do. HAR, VCR cassettes and JSON lines are read; secrets are removed while they are read.
    The exit code is 1 where there is a difference.

    \b
    gettask drift traffic.har --api piapi --propose overlay.yaml
    gettask drift cassettes/*.yaml --unseen
    """
    try:
        from ..conformance.drift import report as reports
        from ..conformance.readers import traces
    except ModuleNotFoundError as error:  # pragma: no cover - depends on what is installed
        raise click.ClickException(f"drift needs {error.name}: pip install 'gettask[check]'") from None
    found, strays = traces(files, options["api"], base_url=gateway_url(options["base"], options["api"]))
    made = [_report(each, options) for each in found]
    if options["output"] == "json":
        output.line(reports.as_json(made).removesuffix("\n"))
    else:
        output.line("".join(map(reports.text, made)).removesuffix("\n"))
        if strays:
            output.line(f"note: exchanges that belong to no operation: {strays}")
    if options["propose"] is not None:
        _propose(made, options["propose"])
    context.exit(exits.FAILED if any(each.drift.findings for each in made) else exits.DONE)


def _report(trace: Trace, options: dict[str, Any]) -> Report:
    from ..conformance.drift import drift as differences
    from ..conformance.drift.coverage import table, unseen
    from ..conformance.drift.report import Report
    from ..conformance.spec import spec_of_trace
    from ..conformance.tasks import View

    spec = spec_of_trace(trace)
    rows = table(View(spec, trace), View(spec, _mocked(trace.api))) if options["table"] else ()
    return Report(differences(trace), unseen(trace) if options["unseen"] else (), rows)


def _mocked(api: str) -> Trace:
    """Return a run of all variants against the mock, in memory."""
    try:
        from .in_memory import run
    except ModuleNotFoundError as error:  # pragma: no cover - depends on what is installed
        raise click.ClickException(f"--table needs {error.name}: pip install 'gettask[mock]'") from None
    return run(api)


def _propose(made: list[Report], path: Path) -> None:
    from ..conformance.drift.proposal import propose, text_of

    if len(made) > 1:
        names = ", ".join(each.drift.api for each in made)
        raise click.UsageError(f"the files have exchanges with {names}: choose one with --api")
    overlay = propose(made[0].drift)
    if overlay is None:
        output.message("nothing to propose")
        return
    path.write_text(text_of(overlay), "utf-8")
    target = f"overlays/{made[0].drift.api}/observed.yaml"
    output.message(f"{path}: {len(overlay['actions'])} actions; append them to {target}")
