"""Commands about tasks that exist: get, download, cancel."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

from .._download.options import MAX_BYTES
from .._http.parser import ResponseParser
from ..errors import GettaskError
from ..storage import ObjectStorage
from . import connection, exits, output, recording, show
from .live import live
from .options import API, AS_JSON, NAME, Command, Destination, pairs_of, server_options


@click.command(cls=Command)
@API
@click.argument("task_id")
@AS_JSON
@click.option("--raw", is_flag=True, help="Print the vendor's JSON unchanged.")
@server_options
def get(api: str, task_id: str, as_json: bool, raw: bool, base_url: str | None, region: str | None) -> None:
    """Show the current state of a task.

    \b
    gettask get piapi f8d11a53-f3ac-47ad-a4d6-7610fda830be
    gettask get tripo ef731ad6-aeb0-4950-9a2e-2298359dfaf8 --json
    """
    with connection.client_of(api, base_url, region) as client:
        task = client.get(task_id)
        if raw:
            output.line(show.line(task.raw, indent=2))
        else:
            show.print_task(task, as_json)


@click.command(cls=Command)
@API
@click.argument("task_id")
@click.option(
    "-o",
    "--out",
    metavar="FOLDER",
    default=".",
    show_default="this folder",
    type=Destination(),
    help="Folder to save the results in, or object storage such as s3://bucket/prefix.",
)
@NAME
@click.option(
    "--max-bytes",
    type=click.IntRange(min=1),
    default=MAX_BYTES,
    show_default="1 GiB",
    help="Largest size of one result.",
)
@click.option("--allow-private", is_flag=True, help="Allow hosts that are not on the public internet.")
@AS_JSON
@server_options
def download(
    api: str,
    task_id: str,
    out: Path | ObjectStorage,
    name: str,
    max_bytes: int,
    allow_private: bool,
    as_json: bool,
    base_url: str | None,
    region: str | None,
) -> None:
    """Download all results of a task that succeeded, and print their paths.

    \b
    gettask download piapi f8d11a53-f3ac-47ad-a4d6-7610fda830be --out out/
    """
    output.check_folder(out)
    with (
        recording.recording(existing=True) as jobs,
        connection.client_of(api, base_url, region, jobs) as client,
    ):
        task = client.get(task_id)
        if task.phase.terminal and not task.phase.succeeded:
            raise ResponseParser(client.contract).failure(task)
        labels = recording.labels_of([(api, task.id)])
        with live(Console(stderr=True), 1, as_json, labels=labels) as progress:
            progress.update(task)
            files = client.download(
                task,
                out,
                name=name,
                max_bytes=max_bytes,
                allow_private=allow_private,
                on_progress=progress.download,
            )
        show.print_files(task, [*map(str, files)], as_json)


@click.command(cls=Command)
@API
@click.argument("task_ids", nargs=-1, metavar="[TASK_ID]...")
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="NAME=VALUE",
    help="Instead of ids: cancel all tasks that have this value.",
)
@AS_JSON
@server_options
@click.pass_context
def cancel(
    context: click.Context,
    api: str,
    task_ids: tuple[str, ...],
    settings: tuple[str, ...],
    as_json: bool,
    base_url: str | None,
    region: str | None,
) -> None:
    """Cancel tasks that have not started. PiAPI can do this, Tripo cannot.

    \b
    gettask cancel piapi f8d11a53-f3ac-47ad-a4d6-7610fda830be
    gettask cancel piapi --set model=kling --set created_before=1729123200
    """
    if bool(task_ids) == bool(settings):
        raise click.UsageError("name the tasks by their ids, or by values that they have (--set)")
    code = exits.DONE
    with connection.client_of(api, base_url, region) as client:
        if settings:
            client.cancel_many(**pairs_of(settings))
            output.line(show.line({"cancelled": pairs_of(settings)}) if as_json else "cancelled")
        for task_id in task_ids:
            try:
                client.cancel(task_id)
            except GettaskError as error:  # about this task; the others are still to be cancelled
                code = max(code, exits.report(error, as_json))
            else:
                output.line(show.line({"id": task_id, "cancelled": True}) if as_json else task_id)
        context.exit(code)
