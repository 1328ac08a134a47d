"""The commands: a few calls of the public API each. show.py prints, exits.py knows how they end."""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar

import click
from click.shell_completion import get_completion_class
from rich.console import Console

from ..client import CLIENTS, Client
from ..contract import APIS, load
from ..errors import ApiShutDownWarning, GettaskError, TaskFailedError
from ..replies import Reader
from ..services import questions
from ..task import Handle, Task
from ..waiting import UNSET, Unset
from . import config, exits, request, show

F = TypeVar("F", bound=Callable[..., Any])

API = click.argument("api", type=click.Choice(APIS))
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, one value a line, for scripts.")
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


class Help(click.Group):
    """A group whose help ends with the exit codes."""

    def format_epilog(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        del context
        with formatter.section("Exit codes"):
            formatter.write_dl([(str(code), meaning) for code, meaning in exits.MEANINGS.items()])


@click.group(cls=Help, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="gettask")
def cli() -> None:
    """Create tasks of PiAPI and Tripo, wait for them, and download what they made.

    Keys are read from PIAPI_API_KEY and TRIPO_API_KEY, else from ~/.config/gettask/config.toml (mode 600):

    \b
    [piapi]
    key = "…"        # base_url and region can stand here, too

    Nothing is ever created twice by itself. GETTASK_LOG=debug shows every request on stderr.

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
    gettask get tripo ef731ad6-aeb0-4950-9a2e-2298359dfaf8 --json
    """
    with exits.reported(context, as_json), client_of(api, base_url, region) as client:
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
    gettask create tripo text-to-model --set model=v3.1-20260211 --set prompt="a small cat"
    gettask create piapi flux --type kontext --set model=Qubico/flux1-dev --body input.json
    gettask create piapi segment --body request.json --wait -o out/
    """
    contract = load(api)
    if variant not in contract.variants:
        raise click.BadParameter(
            f"{variant!r} is none of {', '.join(contract.variants)}", param_hint="VARIANT"
        )
    with exits.reported(context, as_json), client_of(api, base_url, region) as client:
        model = request.build(
            contract, contract.variants[variant], kind=kind, body=read_body(body), settings=settings
        )
        handle = client.create(model)
        if waits or out is not None:
            click.echo(f"created {handle.id}", err=True)
            context.exit(finish(client, [handle], deadline, out, as_json))
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
    "--from",
    "source",
    type=click.File("r"),
    help="A file with a task id or a handle a line, or - for standard input.",
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
    """Wait until tasks are final, print each when it is, and download their results with -o.

    One that fails does not end the wait for the others. The exit code is the highest of all.

    \b
    gettask wait piapi f8d11a53-f3ac-47ad-a4d6-7610fda830be --deadline 600 -o out/
    gettask wait tripo --from ids.txt --json
    gettask wait --resume '{"api":"piapi","id":"f8d11a53-f3ac-47ad-a4d6-7610fda830be"}'
    """
    with exits.reported(context, as_json):
        handles = handles_of(api, task_ids, resume, source, base_url, region)
        code = exits.DONE
        for home, group in groupby(sorted(handles, key=home_of), key=home_of):
            with client_of(home[0], home[1] or None, home[2] or None) as client:
                code = max(code, finish(client, list(group), deadline, out, as_json))
        context.exit(code)


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
        exits.reported(context, as_json),
        client_of(api, base_url, region) as client,
        resumable({task_id: Handle(api, task_id, base_url, region)}),
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
    """Download all results of a finished task, and print their paths.

    \b
    gettask download piapi f8d11a53-f3ac-47ad-a4d6-7610fda830be -o out/
    """
    with exits.reported(context, as_json), client_of(api, base_url, region) as client:
        task = client.get(task_id)
        if not task.phase.ok:
            raise TaskFailedError(f"Task {task} has no results to download.", task=task)
        print_files(task, client.download(task, out), as_json)


@cli.command()
@API
@click.argument("task_ids", nargs=-1, required=True, metavar="TASK_ID...")
@AS_JSON
@connection
@click.pass_context
def cancel(
    context: click.Context,
    api: str,
    task_ids: tuple[str, ...],
    as_json: bool,
    base_url: str | None,
    region: str | None,
) -> None:
    """Cancel tasks that have not begun. PiAPI does that, Tripo has nothing of the kind.

    \b
    gettask cancel piapi f8d11a53-f3ac-47ad-a4d6-7610fda830be
    """
    code = exits.DONE
    with exits.reported(context, as_json), client_of(api, base_url, region) as client:
        for task_id in task_ids:
            try:
                client.cancel(task_id)
            except GettaskError as error:  # of one; the others are still to be cancelled
                code = max(code, exits.report(error, as_json))
            else:
                click.echo(show.line({"id": task_id, "cancelled": True}) if as_json else task_id)
        context.exit(code)


@cli.command()
@API
@click.argument("what", required=False, shell_complete=lambda context, _, word: complete_what(context, word))
@click.option("--set", "settings", multiple=True, metavar="NAME=VALUE", help="What to narrow it down by.")
@AS_JSON
@connection
@click.pass_context
def account(
    context: click.Context,
    api: str,
    what: str | None,
    settings: tuple[str, ...],
    as_json: bool,
    base_url: str | None,
    region: str | None,
) -> None:
    """Show the account: its balance, or WHAT else the API tells, such as usage or active_tasks.

    \b
    gettask account tripo
    gettask account tripo usage --set limit=10 --json
    gettask account piapi task_history --set model=kling
    """
    with exits.reported(context, as_json), client_of(api, base_url, region) as client:
        pairs = [setting.partition("=") for setting in settings]
        if not all(equals for _, equals, _ in pairs):
            raise click.BadParameter("expected NAME=VALUE, such as limit=10", param_hint="--set")
        told = client.account(what, **{name: value for name, _, value in pairs})
        if as_json:
            click.echo(show.line(told))
        else:
            Console().print(show.table_of_json(told))


@cli.command()
@API
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@AS_JSON
@connection
@click.pass_context
def upload(
    context: click.Context,
    api: str,
    files: tuple[Path, ...],
    as_json: bool,
    base_url: str | None,
    region: str | None,
) -> None:
    """Upload files for the input of tasks, and print the URL or token that names each there.

    \b
    gettask upload tripo cat.png
    gettask create piapi segment --set input.prompt=cat --set input.image=$(gettask upload piapi cat.png)
    """
    with exits.reported(context, as_json), client_of(api, base_url, region) as client:
        for file in files:
            token = client.upload(file)
            click.echo(show.line({"file": str(file), "token": token}) if as_json else token)


@cli.command()
@click.argument("apis", type=click.Choice(APIS), nargs=-1)
@AS_JSON
def variants(apis: tuple[str, ...], as_json: bool) -> None:
    """List the variants that the specs describe: what tells them, how that is known, their results.

    \b
    gettask variants piapi
    gettask variants --json
    """
    contracts = [load(api) for api in apis or APIS]
    if not as_json:
        Console().print(show.variants_table(contracts))
        return
    for contract in contracts:
        for variant in contract.variants.values():
            click.echo(show.line(show.variant_record(contract, variant)))


@cli.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print what makes a shell complete commands, APIs and variants.

    \b
    eval "$(gettask completion bash)"          # in ~/.bashrc
    eval "$(gettask completion zsh)"           # in ~/.zshrc
    gettask completion fish > ~/.config/fish/completions/gettask.fish
    """
    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(cli, {}, "gettask", "_GETTASK_COMPLETE").source())


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
    """Return the client of an API, by the words of the command line, the environment and the config file."""
    known = config.settings(api)
    if base_url is None and region is None:
        base_url, region = known.base_url, known.region
    key = None if load(api).auth.from_environment() else known.key
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", ApiShutDownWarning)
        client = CLIENTS[api](key, base_url=base_url, region=region)
    for warning in caught:
        click.echo(f"gettask: {warning.message}", err=True)
    return client


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
    """Return what to wait for, each once. Raises click.UsageError when nothing is named, or too much."""
    if resume is not None and api is not None:
        raise click.UsageError("--resume takes the place of API and TASK_ID")
    lines = [line.strip() for line in source or ()]
    words = [*([resume] if resume is not None else ()), *task_ids, *filter(None, lines)]
    handles = []
    for word in words:
        if word.startswith("{") or resume is not None:
            handles.append(Handle.from_json(word))
        elif api is not None:
            handles.append(Handle(api, word, base_url, region))
        else:
            raise click.UsageError("name the API of a bare task id, or --resume a handle")
    if not handles:
        raise click.UsageError("name at least one task: API and id, --from a file, or --resume a handle")
    return list(dict.fromkeys(handles))


def home_of(handle: Handle) -> tuple[str, str, str]:
    """Return where a task lives."""
    return handle.api, handle.base_url or "", handle.region or ""


def finish(
    client: Client, handles: list[Handle], deadline: float | None, out: Path | None, as_json: bool
) -> int:
    """Wait for tasks with live progress, print and download each as it ends; return the worst exit code."""
    codes = [exits.DONE]
    waiting = {handle.id: handle for handle in handles}
    with (
        resumable(waiting),
        show.live(Console(stderr=True), len(handles), quiet=as_json) as progress,
    ):
        try:
            for task in client.as_completed(
                list(waiting), deadline=limit(deadline), on_update=progress.update
            ):
                codes.append(finished(client, task, out, as_json))
                waiting.pop(task.id, None)
        except* GettaskError as group:
            codes += [exits.report(error, as_json) for error in errors_in(group)]
    return max(codes)


def finished(client: Client, task: Task, out: Path | None, as_json: bool) -> int:
    """Print a final task, download its results if there is a folder for them, and return the exit code."""
    print_task(task, as_json)
    try:
        if not task.phase.ok:
            raise Reader(client.contract).failure(task)
        if out is not None:
            print_files(task, client.download(task, out), as_json)
    except GettaskError as error:  # one that fails must not keep the others from being waited for
        return exits.report(error, as_json)
    return exits.DONE


def errors_in(group: BaseExceptionGroup[GettaskError]) -> Iterator[GettaskError]:
    """Yield the errors in a group, and in groups within it."""
    for each in group.exceptions:
        if isinstance(each, BaseExceptionGroup):
            yield from errors_in(each)
        else:
            yield each


@contextmanager
def resumable(waiting: dict[str, Handle]) -> Iterator[None]:
    """On Ctrl-C, print the commands that go on with the tasks still waited for, and exit with 130."""
    try:
        yield
    except KeyboardInterrupt:
        click.echo("interrupted; the tasks go on. Wait again with:", err=True)
        for handle in waiting.values():
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
    """Return the variants of the API on the command line that begin so, and can be created."""
    known = load(context.params["api"]).variants.values()
    return [each.name for each in known if each.requests and each.name.startswith(word)]


def complete_what(context: click.Context, word: str) -> list[str]:
    """Return what the API on the command line tells about an account, as far as it begins so."""
    return [name for name in questions(load(context.params["api"])) if name.startswith(word)]
