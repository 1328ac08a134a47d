"""The commands: a few calls of the public API each. show.py prints, exits.py knows how they end."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console

from ..client import CLIENTS, Client
from ..contract import APIS, load
from ..errors import GettaskError, TaskFailedError
from ..task import Handle, Task
from ..waiting import UNSET, Unset
from . import exits, request, show

F = TypeVar("F", bound=Callable[..., Any])

API = click.argument("api", type=click.Choice(APIS))
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line, for scripts.")
DEADLINE = click.option(
    "--deadline",
    type=click.FloatRange(min=0),
    help="Seconds to wait at most; without it the API's own default.",
)
OUT = click.option(
    "-o", "--out", type=click.Path(file_okay=False, path_type=Path), help="Folder to download the results to."
)


def connection(command: F) -> F:
    """Add the options that say where the API is."""
    command = click.option("--region", help="One of the API's regions, such as ai or com.")(command)
    return click.option(
        "--base-url", envvar="GETTASK_BASE_URL", help="Another server, such as a mock's address."
    )(command)


@click.group(
    epilog="Exit codes: " + exits.EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name="gettask")
def cli() -> None:
    """Create tasks of PiAPI and Tripo, wait for them, and download what they made.

    Keys are read from the environment: PIAPI_API_KEY, TRIPO_API_KEY. Nothing is ever created twice by itself.

    \b
    gettask create piapi ace-step --set input.style_prompt="guitar and piano" --wait -o out/
    gettask wait piapi f8d11a53-f3ac-47ad-a4d6-7610fda830be -o out/
    gettask mock --port 8600
    """


@cli.command()
@API
@click.argument("task_id")
@AS_JSON
@click.option("--raw", is_flag=True, help="Print the vendor's JSON as it came.")
@connection
@click.pass_context
def get(
    context: click.Context,
    api: str,
    task_id: str,
    as_json: bool,
    raw: bool,
    base_url: str | None,
    region: str | None,
) -> None:
    """Look at a task once.

    \b
    gettask get piapi f8d11a53-f3ac-47ad-a4d6-7610fda830be
    gettask get tripo-v2 ef731ad6-aeb0-4950-9a2e-2298359dfaf8 --json
    """
    with exits.reported(context), client_of(api, base_url, region) as client:
        task = client.get(task_id)
        if raw:
            click.echo(json.dumps(task.raw, ensure_ascii=False, indent=2))
        else:
            print_task(task, as_json)


@cli.command()
@API
@click.argument("variant", shell_complete=lambda context, _, word: complete_variant(context, word))
@click.option("--type", "kind", help="The task type, where the variant has several.")
@click.option("--body", type=click.File("rb"), help="A JSON file with the request, or - for standard input.")
@click.option(
    "--set", "settings", multiple=True, metavar="PATH=VALUE", help="One field; the value is JSON, else text."
)
@click.option("--wait", "waits", is_flag=True, help="Wait for the task as `gettask wait` does.")
@DEADLINE
@OUT
@AS_JSON
@connection
@click.pass_context
def create(
    context: click.Context,
    api: str,
    variant: str,
    kind: str | None,
    body: Any,
    settings: tuple[str, ...],
    waits: bool,
    deadline: float | None,
    out: Path | None,
    as_json: bool,
    base_url: str | None,
    region: str | None,
) -> None:
    """Create a task. It is sent once, since each sending is paid.

    Prints the handle by which `gettask wait --resume` finds the task again.

    \b
    gettask create tripo-v2 text-to-model --set prompt="a small cat"
    gettask create piapi segment --body request.json --wait -o out/
    """
    contract = load(api)
    if variant not in contract.variants:
        raise click.BadParameter(
            f"{variant!r} is none of {', '.join(contract.variants)}", param_hint="VARIANT"
        )
    with exits.reported(context), client_of(api, base_url, region) as client:
        model = request.build(
            contract, contract.variants[variant], kind=kind, body=read_body(body), settings=settings
        )
        handle = client.create(model)
        click.echo(f"created {handle.id}", err=True)
        if waits or out is not None:
            finish(context, client, [handle], deadline, out, as_json)
        else:
            click.echo(handle.to_json())


@cli.command()
@click.argument("api", type=click.Choice(APIS), required=False)
@click.argument("task_ids", nargs=-1, metavar="[TASK_ID]...")
@click.option(
    "--resume",
    metavar="HANDLE",
    help="A handle that create, wait or a timeout printed; in place of API and id.",
)
@click.option(
    "--from", "source", type=click.File("r"), help="A file with a task id a line, or - for standard input."
)
@DEADLINE
@OUT
@AS_JSON
@connection
@click.pass_context
def wait(
    context: click.Context,
    api: str | None,
    task_ids: tuple[str, ...],
    resume: str | None,
    source: Any,
    deadline: float | None,
    out: Path | None,
    as_json: bool,
    base_url: str | None,
    region: str | None,
) -> None:
    """Wait until tasks are final, then print them, and download their results with -o.

    \b
    gettask wait piapi f8d11a53-f3ac-47ad-a4d6-7610fda830be --deadline 600 -o out/
    gettask wait tripo-v2 --from ids.txt --json
    gettask wait --resume '{"api":"piapi","id":"f8d11a53-f3ac-47ad-a4d6-7610fda830be"}'
    """
    with exits.reported(context):
        handles = handles_of(api, task_ids, resume, source, base_url, region)
        first = handles[0]
        with client_of(first.api, first.base_url, first.region) as client:
            finish(context, client, handles, deadline, out, as_json)


@cli.command()
@API
@click.argument("task_id")
@DEADLINE
@AS_JSON
@connection
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
    """Print a line at each change of a task, until it is final.

    \b
    gettask watch piapi f8d11a53-f3ac-47ad-a4d6-7610fda830be --json
    """
    with (
        exits.reported(context),
        client_of(api, base_url, region) as client,
        resumable([Handle(api, task_id, base_url, region)]),
    ):
        task = None
        for task in client.watch(task_id, deadline=limit(deadline)):
            click.echo(show.line(show.record(task)) if as_json else str(task))
        if task is not None and not task.phase.ok:
            context.exit(exits.FAILED)


@cli.command()
@API
@click.argument("task_id")
@click.option(
    "-o",
    "--out",
    default=".",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the results; here.",
)
@AS_JSON
@connection
@click.pass_context
def download(
    context: click.Context,
    api: str,
    task_id: str,
    out: Path,
    as_json: bool,
    base_url: str | None,
    region: str | None,
) -> None:
    """Download all results of a finished task.

    \b
    gettask download piapi f8d11a53-f3ac-47ad-a4d6-7610fda830be -o out/
    """
    with exits.reported(context), client_of(api, base_url, region) as client:
        task = client.get(task_id)
        if not task.phase.ok:
            raise TaskFailedError(f"Task {task} has no results to download.", task=task)
        print_files(task, client.download(task, out), as_json)


@cli.command()
@click.argument("apis", type=click.Choice(APIS), nargs=-1)
@AS_JSON
def variants(apis: tuple[str, ...], as_json: bool) -> None:
    """List the variants that the specs describe.

    \b
    gettask variants piapi
    """
    contracts = [load(api) for api in apis or APIS]
    if not as_json:
        Console().print(show.variants_table(contracts))
        return
    for contract in contracts:
        for variant in contract.variants.values():
            click.echo(
                show.line(
                    {
                        "api": contract.api,
                        "variant": variant.name,
                        "title": variant.title,
                        "match": [list(values) for values in variant.match],
                        "assets": [{"at": rule.at, "kind": rule.kind} for rule in variant.assets],
                    }
                )
            )


@cli.command(
    context_settings={"ignore_unknown_options": True, "help_option_names": []}, add_help_option=False
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def mock(arguments: tuple[str, ...]) -> None:
    """Serve all APIs on this machine, for nothing; see `gettask mock --help`."""
    try:
        from ..mock.serve import main
    except ModuleNotFoundError as error:
        raise click.ClickException(f"the mock needs {error.name}: pip install 'gettask[mock]'") from None
    main(list(arguments))


def client_of(api: str, base_url: str | None, region: str | None) -> Client:
    """Return the client of an API."""
    return CLIENTS[api](base_url=base_url, region=region)


def limit(deadline: float | None) -> float | Unset:
    """Return the deadline as the client wants it: None would mean to wait for ever."""
    return UNSET if deadline is None else deadline


def handles_of(
    api: str | None,
    task_ids: Iterable[str],
    resume: str | None,
    source: Any,
    base_url: str | None,
    region: str | None,
) -> list[Handle]:
    """Return what to wait for. Raises click.UsageError when nothing is named, or too much."""
    if resume is not None:
        if api is not None:
            raise click.UsageError("--resume takes the place of API and TASK_ID")
        return [Handle.from_json(resume)]
    if api is None:
        raise click.UsageError("name the API and the task, or --resume a handle")
    ids = [*task_ids, *(line.strip() for line in source or () if line.strip())]
    if not ids:
        raise click.UsageError("name at least one task id")
    return [Handle(api, task_id, base_url, region) for task_id in ids]


def finish(
    context: click.Context,
    client: Client,
    handles: list[Handle],
    deadline: float | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Wait for tasks with live progress, print and download each as it ends; exit with the worst code."""
    codes = [exits.DONE]
    with resumable(handles), show.live(Console(stderr=True)) as progress:
        for handle in handles:
            try:
                task = client.wait(handle.id, on_update=progress.update, deadline=limit(deadline))
                files = client.download(task, out) if out is not None else []
            except GettaskError as error:  # one that fails must not keep the others from being waited for
                exits.report(error)
                codes.append(exits.code_of(error))
            else:
                print_task(task, as_json)
                if out is not None:
                    print_files(task, files, as_json)
    context.exit(max(codes))


@contextmanager
def resumable(handles: list[Handle]) -> Iterator[None]:
    """On Ctrl-C, print the commands that go on with the tasks, and exit with 130."""
    try:
        yield
    except KeyboardInterrupt:
        click.echo("interrupted; the tasks go on. Wait again with:", err=True)
        for handle in handles:
            click.echo(f"  {exits.resume_command(handle)}", err=True)
        sys.exit(exits.INTERRUPTED)


def print_task(task: Task, as_json: bool) -> None:
    """Print what is known of a task."""
    if as_json:
        click.echo(show.line(show.record(task)))
    else:
        Console().print(show.table_of(task))


def print_files(task: Task, files: Iterable[Path], as_json: bool) -> None:
    """Print where the results of a task lie."""
    paths = [str(path) for path in files]
    click.echo(show.line({"id": task.id, "files": paths}) if as_json else "\n".join(paths))


def read_body(source: Any) -> dict[str, Any]:
    """Return the JSON object in a file, an empty one for none."""
    if source is None:
        return {}
    try:
        body = json.load(source)
    except ValueError as error:
        raise click.BadParameter(f"{source.name}: not JSON: {error}", param_hint="--body") from None
    if not isinstance(body, dict):
        raise click.BadParameter(f"{source.name}: expected a JSON object", param_hint="--body")
    return body


def complete_variant(context: click.Context, word: str) -> list[str]:
    """Return the variants of the API on the command line that begin so."""
    contract = load(context.params["api"])
    return [name for name in contract.variants if name.startswith(word)]
