"""The command that runs a batch."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO

import click
from rich.console import Console

from .._clock import SystemClock
from .._contract.contract import load
from .._redact import printable
from ..client import Client
from ..errors import JobUnknownError
from ..jobs.batch import Batch, BatchOptions, BatchRow, RowResult, RowState
from ..jobs.files import FileNames
from ..prices import estimate_of
from . import batch_rows, connection, exits, output, recording, show, signals, temporal
from .batch_progress import BatchProgress
from .options import AS_JSON, ApiName, Command, server_options
from .receiver import WEBHOOK_PORT, receiving

COLUMNS = ("row", "label", "api", "variant", "state", "job", "task", "cost", "unit", "usd", "files", "error")
_CODES = {
    RowState.FAILED: exits.FAILED,
    RowState.ERROR: exits.OTHER,
    RowState.UNKNOWN: exits.UNCERTAIN,
    RowState.LEFT: exits.OTHER,
}


@click.command(cls=Command)
@click.argument("file", type=click.File("rb"))
@click.option("-o", "--out", metavar="PATHS", help="Where results go, such as out/{label}/{kind}-{n}.")
@click.option("--api", type=ApiName(), help="The API of rows that name none.")
@click.option("--variant", help="The variant of rows that name none.")
@click.option(
    "--batch",
    "batch_name",
    metavar="NAME",
    default="",
    help="Begin another batch: rows that were run under another name are ordered anew.",
)
@click.option(
    "--max-concurrency", metavar="TASKS", type=click.IntRange(1, 1000), default=16, show_default=True
)
@click.option(
    "--rate", metavar="CREATES", type=click.FloatRange(0, min_open=True), help="Most creates a second."
)
@click.option(
    "--poll-rate", metavar="POLLS", type=click.FloatRange(0, min_open=True), help="Most polls a second."
)
@click.option(
    "--deadline",
    metavar="SECONDS",
    type=click.FloatRange(min=0),
    help="Seconds for each job from its create on. Default: the API's limit.",
)
@click.option(
    "--max-cost", metavar="USD", type=click.FloatRange(min=0), help="Begin only if it costs no more."
)
@click.option("--retry-failed", is_flag=True, help="Order anew what has failed.")
@click.option("--recreate-unknown", is_flag=True, help="Order anew what may exist, but was not found.")
@click.option("--strict", is_flag=True, help="Refuse fields and values that the spec does not have.")
@click.option("--force", is_flag=True, help="Send the requests without a check.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option(
    "--results",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a table of all rows to this file: .csv, or JSON lines.",
)
@click.option(
    "--temporal",
    "address",
    metavar="ADDRESS",
    help="Submit the rows to Temporal, whose workers (`gettask worker`) create, wait and save.",
)
@WEBHOOK_PORT
@temporal.NAMESPACE
@temporal.QUEUE
@click.option("--no-wait", is_flag=True, help="With --temporal: end when all rows are submitted.")
@AS_JSON
@server_options
@click.pass_context
def run(
    context: click.Context,
    file: BinaryIO,
    out: str | None,
    api: str | None,
    variant: str | None,
    batch_name: str,
    max_concurrency: int,
    rate: float | None,
    poll_rate: float | None,
    deadline: float | None,
    max_cost: float | None,
    retry_failed: bool,
    recreate_unknown: bool,
    strict: bool,
    force: bool,
    dry_run: bool,
    results: Path | None,
    address: str | None,
    webhook_port: int | None,
    namespace: str | None,
    queue: str,
    no_wait: bool,
    as_json: bool,
    base_url: str | None,
    region: str | None,
) -> None:
    """Run a batch: create the task of each row, wait, and download the results.

    FILE has JSON lines or, if it ends in .csv, CSV; - reads standard input. A row is a request, with `label`,
    `variant` and `api` beside its fields, or with the fields under `request`. In CSV a column input.prompt is
    a field within a field.

    Stopped at any point and run again, it does only what is left: the job store knows what was created. A row
    that was run before is not ordered again, from whichever file it comes; --batch begins anew. Too many
    requests or tasks wait and go on.

    \b
    gettask run batch.jsonl -o 'out/{label}/{kind}-{n}' --results results.csv
    gettask run prompts.csv --api piapi --variant flux -o out/ --max-concurrency 8 --rate 2
    gettask run batch.jsonl --temporal 127.0.0.1:7233 -o 's3://bucket/{label}/{id}-{kind}-{n}'
    """
    if strict and force:
        raise click.UsageError("--strict and --force exclude each other")
    rows = batch_rows.read(file, file.name, api, variant, strict=strict, force=force)
    _check_servers(rows, address, base_url or region)
    _check_place(address, webhook_port, no_wait=no_wait)
    names = None if out is None else FileNames.parse(out)
    if names is not None and address is None:
        output.check_folder(names.root)
    if results is not None:
        output.check_folder(results.absolute().parent)
    options = BatchOptions(
        batch_name, names, max_concurrency, rate, poll_rate, deadline, retry_failed, recreate_unknown
    )
    found: list[RowResult] = []
    total = sum(map(len, rows.values()))
    with ExitStack() as stack:
        batches: dict[str, Batch] = {}
        clients: list[Client] = []
        left: Mapping[str, Sequence[BatchRow]] = rows
        progress = BatchProgress(Console(stderr=True), total, as_json)
        if address is None:
            store = stack.enter_context(recording.opened())
            for name in rows:
                client = stack.enter_context(connection.client_of(name, base_url, region, store))
                clients.append(client)
                batches[name] = Batch(client, store, options, SystemClock(), progress.update)
            left = {name: batch.left(rows[name]) for name, batch in batches.items()}
        _check_cost(left, max_cost)
        new = "" if address is not None else f", {sum(map(len, left.values()))} to create"
        output.message(f"gettask: {total} row{'' if total == 1 else 's'}{new}")
        _tell_relabelled(batches, left, options)
        if dry_run:
            return
        if address is None:
            stack.enter_context(receiving(webhook_port, clients, store))
        stack.enter_context(signals.saying(_stopped))
        stack.enter_context(progress)

        def ended(name: str, result: RowResult) -> None:
            found.append(result)
            progress.end(result.state, None if result.job is None else result.job.task_id)
            _print(name, result, as_json)

        try:
            if address is not None:
                temporal.run_rows(address, namespace, queue, rows, options, out, ended, wait=not no_wait)
            for name, batch in batches.items():
                for result in batch.run(rows[name]):
                    ended(name, result)
        finally:
            if results is not None:
                _write(results, [_record(result) for result in found])
    if no_wait:
        output.message(
            f"gettask: {len(found)} submitted; without --no-wait the same command shows their ends"
        )
        return
    _summarise(found, as_json)
    context.exit(max((_code(result) for result in found), default=exits.DONE))


def _check_servers(rows: Mapping[str, Sequence[BatchRow]], address: str | None, server: str | None) -> None:
    if server and len(rows) > 1:
        raise click.UsageError("--base-url and --region are for rows of one API")
    if server and address is not None:
        raise click.UsageError("with --temporal, --base-url and --region are those of the workers")


def _check_place(address: str | None, webhook_port: int | None, *, no_wait: bool) -> None:
    """Refuse options of one place where jobs are done together with the other place."""
    if no_wait and address is None:
        raise click.UsageError("--no-wait needs --temporal")
    if webhook_port is not None and address is not None:
        raise click.UsageError("with --temporal, webhooks are for an app of your own: see docs/webhooks.md")


def _check_cost(left: Mapping[str, Sequence[BatchRow]], most: float | None) -> None:
    """Refuse a batch that may cost more than the caller allows, or whose cost no price bounds."""
    if most is None:
        return
    total = 0.0
    for api, rows in left.items():
        contract = load(api)
        for row in rows:
            cost = estimate_of(contract, contract.variants[row.variant], row.request)
            if cost is None or cost.most.usd is None:
                raise click.UsageError(f"--max-cost: {row.place}: no price bounds what {row.variant} costs")
            total += float(cost.most.usd)
    if total > most:
        raise click.UsageError(f"--max-cost: what is left may cost ${total:.2f}, more than ${most:.2f}")


def _tell_relabelled(
    batches: Mapping[str, Batch], left: Mapping[str, Sequence[BatchRow]], options: BatchOptions
) -> None:
    """Say which rows are new jobs although an earlier one has their label: the file may have been changed."""
    if options.batch:  # another name means that rows are to be ordered anew
        return
    rows = [row for name, batch in batches.items() for row in batch.relabelled(left[name])]
    if rows:
        some = "1 row is a new job" if len(rows) == 1 else f"{len(rows)} rows are new jobs"
        first = f"{printable(rows[0].name)!r} ({rows[0].place})"
        output.message(
            f"gettask: {some} under a label that an earlier job has, such as {first}: another request, or "
            "one more of the same. Earlier jobs stay, and `gettask resume` goes on with those that are open."
        )


def _stopped(happened: str) -> str:
    return f"gettask: {happened}; run the same command again to go on: nothing is ordered twice."


def _code(result: RowResult) -> int:
    if result.error is not None and result.state is RowState.ERROR:
        return exits.code_of(result.error)
    return _CODES.get(result.state, exits.DONE)


def _print(api: str, result: RowResult, as_json: bool) -> None:
    if as_json:
        output.line(show.line(_record(result) | {"api": api}))
    elif not result.before:
        job = result.job
        words = [result.row.place, result.row.name, result.state, "" if job is None else job.task_id or ""]
        output.line("  ".join(printable(word) for word in (*words, *(job.files if job else ())) if word))
    if result.error is not None and not as_json:
        output.message(f"gettask: {result.row.place}: {result.error}")
    if isinstance(result.error, JobUnknownError) and not as_json:
        output.message(
            "gettask: look at the account; if the task is there, `gettask jobs adopt JOB TASK_ID`, "
            "if not, run again with --recreate-unknown"
        )


def _record(result: RowResult) -> dict[str, Any]:
    """Return a result as plain data, in the order of COLUMNS."""
    row, job = result.row, result.job
    return {
        "row": row.place,
        "label": row.label,
        "api": None if job is None else job.api,
        "variant": row.variant,
        "state": result.state.value,
        "job": None if job is None else job.id,
        "task": None if job is None else job.task_id,
        "cost": None if job is None else job.cost,
        "unit": None if job is None else job.cost_unit,
        "usd": None if job is None else job.cost_usd,
        "files": [] if job is None else list(job.files),
        "error": None if result.error is None else str(result.error),
    }


def _write(path: Path, records: Iterable[Mapping[str, Any]]) -> None:
    """Write the table in one step: it is there whole or not at all."""
    text = io.StringIO()
    if path.suffix.lower() == ".csv":
        table = csv.writer(text, lineterminator="\n")
        table.writerow(COLUMNS)
        for record in records:
            cells = [record[name] for name in COLUMNS]
            table.writerow([" ".join(cell) if isinstance(cell, list) else cell for cell in cells])
    else:
        text.writelines(f"{json.dumps(record, ensure_ascii=False)}\n" for record in records)
    with tempfile.NamedTemporaryFile(
        "w", dir=path.absolute().parent, prefix=".gettask-", encoding="utf-8", delete=False
    ) as file:
        file.write(text.getvalue())
    Path(file.name).replace(path)


def _summarise(found: Sequence[RowResult], as_json: bool) -> None:
    counts = Counter(result.state for result in found)
    before = sum(result.before and result.state is RowState.DONE for result in found)
    words = [f"{counts[state]} {state.value}" for state in RowState if counts[state]]
    earlier = f", {before} of them in an earlier run" if before else ""
    if not as_json:
        output.message(f"gettask: {', '.join(words)}{earlier}")
