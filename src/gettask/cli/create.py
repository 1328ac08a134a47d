"""The command that creates a task."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any, BinaryIO

import click

from .._contract.contract import load
from .._http.request import Request, RequestBuilder
from .._redact import printable
from ..errors import DeprecatedTaskWarning
from ..prices import Estimate, estimate_of
from ..storage import ObjectStorage
from . import complete, connection, exits, output, recording, request, show, signals
from .options import API, AS_JSON, CREATABLE, DEADLINE, NAME, OUT, Command, server_options
from .prices import estimate_line, estimate_record
from .saving import Saving
from .wait import wait_for


@click.command(cls=Command)
@API
@click.argument("variant", type=CREATABLE)
@click.option(
    "--task-type",
    metavar="TYPE",
    shell_complete=complete.task_types,
    help="The task type, where the variant has several.",
)
@click.option("--body", type=click.File("rb"), help="A JSON file with the request; - reads standard input.")
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="PATH=VALUE",
    shell_complete=complete.fields,
    help="One field of the request; the value is JSON, or else text.",
)
@click.option("--strict", is_flag=True, help="Refuse fields and values that the spec does not have.")
@click.option("--force", is_flag=True, help="Send the request without a check.")
@click.option("--dry-run", is_flag=True, help="Print request and price, and send nothing. Needs no key.")
@click.option("--label", help="A name for the job in the job store.")
@click.option(
    "--job-id", metavar="ID", help="The id of the job: it is created once, however often this runs."
)
@recording.NO_JOBS
@click.option("--wait", "waits", is_flag=True, help="Wait for the task, as `gettask wait` does.")
@DEADLINE
@OUT
@NAME
@AS_JSON
@server_options
@click.pass_context
def create(
    context: click.Context,
    api: str,
    variant: str,
    task_type: str | None,
    body: BinaryIO | None,
    settings: tuple[str, ...],
    strict: bool,
    force: bool,
    dry_run: bool,
    label: str | None,
    job_id: str | None,
    no_jobs: bool,
    waits: bool,
    deadline: float | None,
    out: Path | ObjectStorage | None,
    name: str,
    as_json: bool,
    base_url: str | None,
    region: str | None,
) -> None:
    """Create a task. This costs money, so the request is sent once and never repeated.

    It is checked before it is sent: what contradicts the spec is refused, a field or value that may be newer
    than the spec is a warning.

    Prints the handle that `gettask wait --resume` takes. --wait or --out wait for the task instead.
    `gettask variants API VARIANT` lists the fields, and with --example prints a request to start from.

    \b
    gettask create tripo text-to-model --set model=v3.1-20260211 --set prompt="a small cat"
    gettask create piapi flux --task-type kontext --body request.json
    gettask variants piapi flux --example | gettask create piapi flux --body - --wait --out out/
    """
    if strict and force:
        raise click.UsageError("--strict and --force exclude each other")
    if no_jobs and job_id is not None:
        raise click.UsageError("--job-id needs the job store, and --no-jobs turns it off")
    contract = load(api)
    chosen = contract.variants[variant]
    data = request.build(contract, chosen, task_type=task_type, body=_read_body(body), settings=settings)
    if not force:
        request.check(contract, chosen, data, strict=strict)
    if gone := chosen.deprecation_of(data, contract.dispatch):
        output.message(f"gettask: warning: {chosen.name} is deprecated: {gone}")
    if dry_run:
        builder = RequestBuilder.of(contract, "", *connection.server_of(api, base_url, region))
        _show(builder.create(data, chosen), data, estimate_of(contract, chosen, data), as_json)
        return
    output.check_folder(out)
    saving = None if out is None else Saving(out, name)
    words = [] if saving is None else saving.words
    with (
        recording.recording(not no_jobs) as jobs,
        connection.client_of(api, base_url, region, jobs) as client,
        signals.saying(exits.may_exist) as say,
        exits.reported(context, as_json),  # before what a signal has to say is forgotten
    ):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecatedTaskWarning)  # it is said above
            handle = client.create(data, variant=variant, force=True, label=label, job_id=job_id)
        say(lambda happened: exits.resume_text(happened, [handle], words))
        if not waits and out is None:
            context.exit(exits.DONE if output.handle(handle.to_json()) else exits.UNPRINTED)
        known = output.error(f"created {printable(handle.id)}") or output.handle(handle.to_json())
        code = wait_for([(client, [handle])], deadline, saving, as_json)
        context.exit(code if known else max(code, exits.UNPRINTED))


def _show(sent: Request, data: dict[str, Any], quoted: Estimate | None, as_json: bool) -> None:
    """Print a request without its key, and on the error stream what it will cost."""
    if as_json:
        record = {"method": sent.method, "url": sent.url, "body": data, "estimate": estimate_record(quoted)}
        output.line(show.line(record))
    else:
        output.line(f"{sent.method} {sent.url}\n{show.line(data, indent=2)}")
        output.message(f"estimated cost: {estimate_line(quoted)}")


def _read_body(source: BinaryIO | None) -> dict[str, Any]:
    """Return the JSON object in a file, an empty one without a file."""
    if source is None:
        return {}
    try:
        body = json.load(source)
    except ValueError as error:
        raise click.BadParameter(f"{source.name}: not JSON: {error}", param_hint="--body") from None
    if not isinstance(body, dict):
        raise click.BadParameter(f"{source.name}: expected a JSON object", param_hint="--body")
    return body
