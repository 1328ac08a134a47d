"""Commands that wait for tasks: wait and watch."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue
from typing import TextIO, TypeVar

import click
from rich.console import Console

from .._contract.contract import load
from .._contract.installed import APIS
from .._http.environment import base_url_of
from .._http.parser import ResponseParser
from .._redact import printable, redact
from ..client import Client
from ..errors import GettaskError, MissingResultsError
from ..storage import ObjectStorage
from ..task import Handle, Task
from . import config, connection, exits, output, recording, show, signals
from .live import LiveTasks, live
from .options import API, AS_JSON, DEADLINE, NAME, OUT, ApiName, Command, deadline_or_unset, server_options
from .receiver import WEBHOOK_PORT, receiving
from .saving import Saving

T = TypeVar("T")


@click.command(cls=Command)
@click.argument("api", metavar="[API]", type=ApiName(), required=False)
@click.argument("task_ids", nargs=-1, metavar="[TASK_ID]...")
@click.option("--resume", metavar="HANDLE", help="Instead of API and id: a handle that gettask printed.")
@click.option(
    "--from",
    "source",
    type=click.File("r"),
    help="A file with one task id, URL or handle per line, # for comments; - reads standard input.",
)
@DEADLINE
@click.option(
    "--max-rate",
    metavar="POLLS",
    type=click.FloatRange(min=0, min_open=True),
    help="Most polls per second for each API. Default: no limit.",
)
@click.option(
    "--max-concurrency",
    metavar="POLLS",
    type=click.IntRange(min=1),
    default=8,
    show_default=True,
    help="Most polls at the same time for each API.",
)
@WEBHOOK_PORT
@OUT
@NAME
@AS_JSON
@server_options
@click.pass_context
def wait(
    context: click.Context,
    api: str | None,
    task_ids: tuple[str, ...],
    resume: str | None,
    source: TextIO | None,
    deadline: float | None,
    max_rate: float | None,
    max_concurrency: int,
    webhook_port: int | None,
    out: Path | ObjectStorage | None,
    name: str,
    as_json: bool,
    base_url: str | None,
    region: str | None,
) -> None:
    """Wait until tasks have ended, and print each when it does. --out downloads the results.

    The wait continues when a task fails. With several tasks the command exits with the highest code.

    \b
    gettask wait piapi f8d11a53-f3ac-47ad-a4d6-7610fda830be --deadline 600 --out out/
    gettask wait tripo --from ids.txt --json
    gettask wait --resume '{"api":"piapi","id":"f8d11a53-f3ac-47ad-a4d6-7610fda830be"}'
    """
    output.check_folder(out)
    groups: dict[tuple[str, str | None, str | None], list[Handle]] = {}
    for handle in handles_of(api, task_ids, resume, source, base_url, region):
        groups.setdefault((handle.api, handle.base_url, handle.region), []).append(handle)
    with ExitStack() as clients:
        jobs = clients.enter_context(recording.recording(existing=True))
        waits = [
            (clients.enter_context(connection.client_of(*server, jobs)), group)
            for server, group in groups.items()
        ]
        saving = None if out is None else Saving(out, name)
        clients.enter_context(receiving(webhook_port, [client for client, _ in waits], jobs))
        context.exit(wait_for(waits, deadline, saving, as_json, max_rate, max_concurrency))


@click.command(cls=Command)
@API
@click.argument("task_id")
@DEADLINE
@AS_JSON
@server_options
@click.pass_context
def watch(
    context: click.Context,
    api: str,
    task_id: str,
    deadline: float | None,
    as_json: bool,
    base_url: str | None,
    region: str | None,
) -> None:
    """Print a line for each change of a task, until it has ended.

    \b
    gettask watch piapi f8d11a53-f3ac-47ad-a4d6-7610fda830be --json
    """
    waiting = [Handle(api, load(api).task_id(task_id), base_url, region)]
    with (
        recording.recording(existing=True) as jobs,
        connection.client_of(api, base_url, region, jobs) as client,
        signals.saying(lambda happened: exits.resume_text(happened, waiting)),
    ):
        task = None
        for task in client.watch(task_id, deadline=deadline_or_unset(deadline)):
            output.line(show.line(show.record(task)) if as_json else str(task))
        if task is not None and not task.phase.succeeded:
            context.exit(exits.FAILED)


def handles_of(
    api: str | None,
    task_ids: Iterable[str],
    resume: str | None,
    source: TextIO | None,
    base_url: str | None,
    region: str | None,
) -> list[Handle]:
    """Return the tasks to wait for, each once. Raises click.UsageError for none, or for too many sources."""
    if resume is not None and api is not None:
        raise click.UsageError("--resume replaces API and TASK_ID")
    words = [("--resume", resume or ""), *(("TASK_ID", task_id) for task_id in task_ids)]
    if source is not None:
        lines = ((f"{source.name}, line {number}", line.strip()) for number, line in enumerate(source, 1))
        words += [(place, line) for place, line in lines if not line.startswith("#")]
    handles = []
    for place, word in words:
        if word.startswith("{") or (word and resume is not None):
            try:
                handle = Handle.from_json(word)
                if handle.api not in APIS:
                    raise ValueError(f"not a handle: its api must be one of {', '.join(APIS)}")
            except ValueError as error:
                raise click.UsageError(f"{place}: {printable(redact(word))!r} is {error}") from None
            _check_server(place, handle, base_url)
            if handle.base_url is None and handle.region is None:
                handle = replace(handle, base_url=base_url, region=region)
            handles.append(handle)
        elif word and api is None:
            raise click.UsageError(f"{place}: a task id needs the API before it; a handle goes to --resume")
        elif word and api is not None:
            try:
                handles.append(Handle(api, load(api).task_id(word), base_url, region))
            except ValueError as error:
                raise click.UsageError(f"{place}: {error}") from None
    if not handles:
        raise click.UsageError("name at least one task: API and id, --from a file, or --resume a handle")
    return list(dict.fromkeys(handles))


def _check_server(place: str, handle: Handle, base_url: str | None) -> None:
    """Refuse a server that only the handle names: the key would go to whoever wrote it."""
    server = handle.base_url
    if server is None:
        return
    contract = load(handle.api)
    named = (base_url, base_url_of(contract), config.settings(handle.api).base_url)
    known = (*named, *(each.url for each in contract.servers))
    if server.rstrip("/") not in {url.rstrip("/") for url in known if url is not None}:
        shown = printable(redact(server))
        raise click.UsageError(
            f"{place}: this handle would send your key to {shown!r}; to allow it, add --base-url {shown}"
        )


def wait_for(
    waits: Sequence[tuple[Client, Sequence[Handle]]],
    deadline: float | None,
    saving: Saving | None,
    as_json: bool,
    max_rate: float | None = None,
    max_concurrency: int = 8,
) -> int:
    """Wait for tasks, print and download each when it ends, and return the highest exit code."""
    codes = [exits.DONE]
    until = None if deadline is None else time.monotonic() + deadline
    words = [] if saving is None else saving.words
    waiting = {(handle.api, handle.id): handle for _, handles in waits for handle in handles}
    variants = {handle.id: handle.variant for handle in waiting.values() if handle.variant is not None}
    labels = recording.labels_of(waiting)
    with (
        signals.saying(lambda happened: exits.resume_text(happened, [*waiting.values()], words)),
        live(Console(stderr=True), len(waiting), as_json, variants, labels) as progress,
    ):

        def ended(client: Client, handles: Sequence[Handle]) -> Iterator[tuple[Client, Task]]:
            tasks = client.as_completed(
                [handle.id for handle in handles],
                deadline=deadline_or_unset(deadline),
                on_update=progress.update,
                max_rate=max_rate,
                max_concurrency=max_concurrency,
            )
            for task in tasks:
                yield client, task

        try:
            for client, task in merged([ended(*each) for each in waits]):
                codes.append(_finish(client, task, saving, until, as_json, progress))
                waiting.pop((task.api, task.id), None)
        except ExceptionGroup as group:
            codes += [exits.report(error, as_json, words) for error in errors_in(group)]
        except OSError:  # what was to be printed could not be printed
            output.message(exits.resume_text("cannot print", [*waiting.values()], words))
            raise
    return max(codes)


def _finish(
    client: Client,
    task: Task,
    saving: Saving | None,
    until: float | None,
    as_json: bool,
    progress: LiveTasks,
) -> int:
    """Print a task that has ended, download its results if there is a folder, and return the exit code."""
    show.print_task(task, as_json)
    try:
        if not task.phase.succeeded:
            raise ResponseParser(client.contract).failure(task)
        if task.missing_results:
            raise MissingResultsError.of(task)
        if saving is not None:
            show.print_files(task, saving.save(client, task, until, progress.download), as_json)
    except GettaskError as error:  # about this task; the wait for the others goes on
        return exits.report(error, as_json, [] if saving is None else saving.words)
    return exits.DONE


def merged(streams: Sequence[Iterator[T]]) -> Iterator[T]:
    """Yield the items of several iterators as they come. Several iterators run in a thread each.

    Raises:
        ExceptionGroup: The groups of errors that ended some of them, when all have ended.
    """
    if len(streams) == 1:
        yield from streams[0]
        return
    queue: SimpleQueue[list[T] | Exception | None] = SimpleQueue()

    def drain(stream: Iterator[T]) -> None:
        try:
            for item in stream:
                queue.put([item])
            queue.put(None)
        except Exception as error:  # noqa: BLE001 - raised below
            queue.put(error)

    for stream in streams:
        threading.Thread(target=drain, args=(stream,), daemon=True).start()
    running, groups = len(streams), []
    while running:
        match queue.get():
            case [item]:
                yield item
                continue
            case ExceptionGroup() as group:
                groups.append(group)
            case Exception() as error:
                raise error
        running -= 1
    if groups:
        raise ExceptionGroup("not all tasks could be waited for", groups)


def errors_in(group: ExceptionGroup[Exception]) -> Iterator[GettaskError]:
    """Yield the errors of gettask in a group, and in groups within it. Raises any other."""
    for each in group.exceptions:
        if isinstance(each, ExceptionGroup):
            yield from errors_in(each)
        elif isinstance(each, GettaskError):
            yield each
        else:
            raise each
