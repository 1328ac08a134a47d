"""The commands: a few calls of the public API each. show.py prints, exits.py knows how they end."""

from __future__ import annotations

import json
import sys
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue
from typing import Any, TypeVar
from urllib.parse import urlsplit

import click
from click.shell_completion import get_completion_class
from rich.console import Console

from .._contract.account import account_resources
from .._contract.contract import APIS, load
from .._download.partial_file import MAX_BYTES
from .._download.policy import is_loopback
from ..client import CLIENTS, Client
from ..errors import ApiShutDownWarning, AuthenticationError, GettaskError
from ..redact import printable, redact
from ..replies import Reader
from ..task import Handle, Task
from ..waiting import UNSET, Unset
from . import config, exits, request, show

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")

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
        "--base-url",
        envvar="GETTASK_BASE_URL",
        help="Another server, with the API's path: http://127.0.0.1:8600/v3.",
    )(command)


class Command(click.Command):
    """A command whose errors are told in one message, and have exit codes."""

    def invoke(self, context: click.Context) -> Any:
        with exits.reported(context, context.params.get("as_json", False)):
            return super().invoke(context)


class Help(click.Group):
    """A group whose help ends with the exit codes."""

    command_class = Command

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
def get(
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
    with client_of(api, base_url, region) as client:
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
    with client_of(api, base_url, region) as client:
        model = request.build(
            contract, contract.variants[variant], kind=kind, body=read_body(body), settings=settings
        )
        with exits.ordered():
            handle = client.create(model)
        if waits or out is not None:
            click.echo(f"created {printable(handle.id)}", err=True)
            context.exit(finish([(client, [handle])], deadline, out, as_json))
        try:
            click.echo(handle.to_json(), err=sys.stdout is None)
        except OSError:  # nobody reads the pipe, or the disk is full: the job is paid for all the same
            click.echo(handle.to_json(), err=True)
            raise


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
@click.option(
    "--rate",
    type=click.FloatRange(min=0, min_open=True),
    help="Looks a second at most, for each API; without it as many as are due.",
)
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
    rate: float | None,
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
    with ExitStack() as clients:
        homes: dict[tuple[str, str | None, str | None], list[Handle]] = {}
        for handle in handles_of(api, task_ids, resume, source, base_url, region):
            homes.setdefault((handle.api, handle.base_url, handle.region), []).append(handle)
        waits = [(clients.enter_context(client_of(*home)), group) for home, group in homes.items()]
        context.exit(finish(waits, deadline, out, as_json, rate))


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
        client_of(api, base_url, region) as client,
        exits.resumable({task_id: Handle(api, task_id, base_url, region)}),
    ):
        task = None
        for task in client.watch(task_id, deadline=limit(deadline)):
            click.echo(show.line(show.record(task)) if as_json else str(task))
        if task is not None and not task.phase.succeeded:
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
@click.option(
    "--max-bytes",
    type=click.IntRange(min=1),
    default=MAX_BYTES,
    help="Bytes that one result may have; 1 GiB if not said.",
)
@click.option(
    "--allow-private", is_flag=True, help="Also fetch from hosts that are not on the public internet."
)
@AS_JSON
@connection
def download(
    api: str,
    task_id: str,
    out: Path,
    max_bytes: int,
    allow_private: bool,
    as_json: bool,
    base_url: str | None,
    region: str | None,
) -> None:
    """Download all results of a finished task, and print their paths.

    \b
    gettask download piapi f8d11a53-f3ac-47ad-a4d6-7610fda830be -o out/
    """
    with client_of(api, base_url, region) as client:
        task = client.get(task_id)
        if task.phase.terminal and not task.phase.succeeded:
            raise Reader(client.contract).failure(task)
        files = client.download(task, out, max_bytes=max_bytes, allow_private=allow_private)
        print_files(task, files, as_json)


@cli.command()
@API
@click.argument("task_ids", nargs=-1, metavar="[TASK_ID]...")
@click.option(
    "--set", "settings", multiple=True, metavar="NAME=VALUE", help="In place of ids: which tasks to cancel."
)
@AS_JSON
@connection
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
    """Cancel tasks that have not begun. PiAPI does that, Tripo has nothing of the kind.

    \b
    gettask cancel piapi f8d11a53-f3ac-47ad-a4d6-7610fda830be
    gettask cancel piapi --set model=kling --set created_before=1729123200
    """
    if bool(task_ids) == bool(settings):
        raise click.UsageError("name the tasks by their ids, or by --set what they have in common")
    code = exits.DONE
    with client_of(api, base_url, region) as client:
        if settings:
            client.cancel_many(**pairs_of(settings))
            click.echo(show.line({"cancelled": pairs_of(settings)}) if as_json else "cancelled")
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
def account(
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
    with client_of(api, base_url, region) as client:
        told = client.account(**{"resource": what, **pairs_of(settings)})
        if as_json:
            click.echo(show.line(told))
        else:
            show.console().print(show.table_of_json(told))


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
def upload(
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
    with client_of(api, base_url, region) as client:
        for file in files:
            token = client.upload(file)
            click.echo(show.line({"file": str(file), "token": token}) if as_json else token)


@cli.command()
@click.argument("apis", type=click.Choice(APIS), nargs=-1)
@AS_JSON
def variants(apis: tuple[str, ...], as_json: bool) -> None:
    """List the variants that the specs describe: what tells them, how that is known, their results.

    A ? stands for what is not published.

    \b
    gettask variants piapi
    gettask variants --json
    """
    contracts = [load(api) for api in apis or APIS]
    if not as_json:
        show.console().print(*map(show.variants_table, contracts), sep="\n\n")
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
    auth = load(api).auth
    key = auth.from_environment() or known.key
    if key is None:
        raise AuthenticationError(
            f"{load(api).title} needs a key: set {auth.env}, or put it under [{api}] in {config.path()}"
        )
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", ApiShutDownWarning)
        client = CLIENTS[api](key, base_url=base_url, region=region)
    for warning in caught:
        click.echo(f"gettask: {warning.message}", err=True)
    return client


def pairs_of(settings: Iterable[str]) -> dict[str, str]:
    """Return the names and values of NAME=VALUE words."""
    pairs = [setting.partition("=") for setting in settings]
    for name, equals, value in pairs:
        if not name or not equals:
            raise click.BadParameter(
                f"{name + equals + value!r}: expected NAME=VALUE, such as limit=10", param_hint="--set"
            )
    return {name: value for name, _, value in pairs}


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
    words = [("--resume", resume or ""), *(("TASK_ID", task_id) for task_id in task_ids)]
    words += [(f"{source.name}, line {number}", line.strip()) for number, line in enumerate(source or (), 1)]
    handles = []
    for place, word in words:
        if word.startswith("{") or (word and resume is not None):
            try:
                handle = Handle.from_json(word)
            except ValueError as error:
                raise click.UsageError(f"{place}: {printable(redact(word))!r} is {error}") from None
            _check_home(place, handle, base_url)
            if handle.base_url is None and handle.region is None:
                handle = replace(handle, base_url=base_url, region=region)
            handles.append(handle)
        elif word and api is None:
            raise click.UsageError(f"{place}: name the API of a bare task id, or --resume a handle")
        elif word and api is not None:
            handles.append(Handle(api, word, base_url, region))
    if not handles:
        raise click.UsageError("name at least one task: API and id, --from a file, or --resume a handle")
    return list(dict.fromkeys(handles))


def _check_home(place: str, handle: Handle, base_url: str | None) -> None:
    """Refuse a server that only the handle names: whoever wrote it would get the key."""
    home = handle.base_url
    if home is None or is_loopback(urlsplit(home).hostname or ""):
        return
    known = (base_url, config.settings(handle.api).base_url, *(s.url for s in load(handle.api).servers))
    if home.rstrip("/") not in {url.rstrip("/") for url in known if url is not None}:
        raise click.UsageError(
            f"{place}: the handle would take your key to {printable(redact(home))!r}: "
            f"add --base-url {printable(redact(home))} if that is meant"
        )


def finish(
    waits: Sequence[tuple[Client, Sequence[Handle]]],
    deadline: float | None,
    out: Path | None,
    as_json: bool,
    rate: float | None = None,
) -> int:
    """Wait for tasks with live progress, print and download each as it ends; return the worst exit code."""
    codes = [exits.DONE]
    waiting = {(handle.api, handle.id): handle for _, handles in waits for handle in handles}
    with (
        exits.resumable(waiting, out),
        show.live(Console(stderr=True), len(waiting), quiet=as_json) as progress,
    ):

        def follow(client: Client, handles: Sequence[Handle]) -> Iterator[tuple[Client, Task]]:
            ids = [handle.id for handle in handles]
            tasks = client.as_completed(
                ids, deadline=limit(deadline), on_update=progress.update, max_rate=rate
            )
            for task in tasks:
                yield client, task

        try:
            for client, task in merged([follow(*each) for each in waits]):
                codes.append(finished(client, task, out, as_json))
                waiting.pop((task.api, task.id), None)
        except* GettaskError as group:
            codes += [exits.report(error, as_json, out) for error in errors_in(group)]
    return max(codes)


def merged(streams: Sequence[Iterator[T]]) -> Iterator[T]:
    """Yield what iterators bring as it comes, each but a single one in a thread of its own.

    The groups of errors that end some of them are raised at the end, in one group.
    """
    if len(streams) == 1:
        yield from streams[0]
        return
    came: SimpleQueue[list[T] | Exception | None] = SimpleQueue()

    def drain(stream: Iterator[T]) -> None:
        try:
            for item in stream:
                came.put([item])
            came.put(None)
        except Exception as error:  # noqa: BLE001 - raised below
            came.put(error)

    for stream in streams:
        threading.Thread(target=drain, args=(stream,), daemon=True).start()
    under_way, groups = len(streams), []
    while under_way:
        match came.get():
            case [item]:
                yield item
                continue
            case ExceptionGroup() as group:
                groups.append(group)
            case Exception() as error:
                raise error
        under_way -= 1
    if groups:
        raise ExceptionGroup("not all tasks came to their end", groups)


def finished(client: Client, task: Task, out: Path | None, as_json: bool) -> int:
    """Print a final task, download its results if there is a folder for them, and return the exit code."""
    print_task(task, as_json)
    try:
        if not task.phase.succeeded:
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


def print_task(task: Task, as_json: bool) -> None:
    """Print what is known of a task."""
    if as_json:
        click.echo(show.line(show.record(task)))
    else:
        show.console().print(show.table_of(task))


def print_files(task: Task, files: Iterable[Path], as_json: bool) -> None:
    """Print where the results of a task lie."""
    paths = [str(path) for path in files]
    for line in [show.line({"id": task.id, "files": paths})] if as_json else paths:
        click.echo(line)


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
    api = context.params["api"]  # None for a word that is no API
    known = load(api).variants.values() if api else ()
    return [each.name for each in known if each.requests and each.name.startswith(word)]


def complete_what(context: click.Context, word: str) -> list[str]:
    """Return what the API on the command line tells about an account, as far as it begins so."""
    api = context.params["api"]
    return [name for name in (account_resources(load(api)) if api else ()) if name.startswith(word)]
