"""The command `gettask mock`."""

from __future__ import annotations

import errno
import logging
import signal
import sys
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import click

from gettask.mock.assumptions import Assumptions
from gettask.mock.faults import Faults, Latency
from gettask.mock.http import is_loopback
from gettask.mock.journal import JOURNAL_LENGTH
from gettask.mock.limits import Limits
from gettask.mock.mock import ADMIN_PREFIX
from gettask.mock.scenarios import listing
from gettask.mock.scenarios.catalogue import CATALOGUE
from gettask.mock.server.app import create_app
from gettask.mock.server.serve import serve
from gettask.mock.server.webhook_sender import REFUSED, WebhookSender
from gettask.mock.spec.api import installed
from gettask.mock.tasks.file_store import FileStore
from gettask.mock.tasks.plan import CompleteAfter, TaskPlan
from gettask.mock.tasks.store import MAX_TASKS, MemoryStore, Store
from gettask.mock.webhooks import SECRET, WebhookEndpoint, split_url

HOST, PORT = "127.0.0.1", 8899
SHARE = click.FloatRange(0, 1)


Parse = Callable[[click.Context, click.Parameter, Any], Any]


def parsed(parse: Callable[[str], Any], *, many: bool = False) -> Parse:
    """A callback that reads the text of an option; the message of its ValueError is that of the option."""

    def convert(_: click.Context, __: click.Parameter, value: Any) -> Any:
        try:
            if many:
                return [parse(each) for each in value]
            return None if value is None else parse(value)
        except ValueError as error:
            raise click.BadParameter(str(error)) from None

    return convert


def _text(value: str) -> str:
    if not value:
        raise ValueError("it is empty")
    return value


def _host(value: str) -> str:
    if not value:
        raise ValueError("write an address, such as 127.0.0.1, or 0.0.0.0 for all of this machine")
    return value


def _url(value: str) -> str:
    split_url(value)
    return value


def _complete_apis(_: click.Context, __: click.Parameter, prefix: str) -> list[str]:
    return [name for name in installed() if name.startswith(prefix)]


def _complete_scenarios(_: click.Context, __: click.Parameter, prefix: str) -> list[str]:
    names = (f"{each.name}:" if each.argument else each.name for each in CATALOGUE.values())
    return [name for name in names if name.startswith(prefix)]


@click.command(context_settings={"help_option_names": ["-h", "--help"], "show_default": True})
@click.option("--host", metavar="ADDRESS", callback=parsed(_host), default=HOST, help="Address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=PORT, help="Port to listen on; 0 takes a free one."
)
@click.option(
    "--api",
    "apis",
    multiple=True,
    metavar="NAME",
    shell_complete=_complete_apis,
    help="Serve this API only. May be repeated.",
)
@click.option(
    "--key",
    "keys",
    metavar="KEY",
    callback=parsed(_text, many=True),
    multiple=True,
    help="Accept this key only. May be repeated.",
)
@click.option(
    "--complete-after",
    metavar="N-polls|S-seconds",
    callback=parsed(CompleteAfter.parse),
    default="0-polls",
    help="When tasks complete: after N polls, or S seconds.",
)
@click.option("--scenario", metavar="NAME", shell_complete=_complete_scenarios, help="Scenario of all tasks.")
@click.option(
    "--latency",
    metavar="SECONDS",
    callback=parsed(Latency.parse),
    help="Seconds before each response: S, uniform:LOW:HIGH or log-normal:MEDIAN:SIGMA.",
)
@click.option("--errors", type=SHARE, metavar="SHARE", default=0.0, help="Share of requests that are 500.")
@click.option(
    "--cuts",
    type=SHARE,
    metavar="SHARE",
    default=0.0,
    help="Share of responses whose connection ends early.",
)
@click.option(
    "--cut-at",
    type=click.IntRange(0),
    metavar="BYTES",
    help="Bytes of the body before that.  [default: half of them]",
)
@click.option("--seed", type=int, default=0, help="Seed of latency, errors and cuts.")
@click.option(
    "--as-observed",
    is_flag=True,
    help="Accept mistakes that a vendor is known to accept, such as misspelt fields.",
)
@click.option(
    "--cancelled",
    metavar="STATUS",
    help="Status or phase that cancelled tasks end in.  [default: cancelled, or else failed]",
)
@click.option("--shared-tasks", is_flag=True, help="Let each key see the tasks of all keys.")
@click.option("--bare-errors", is_flag=True, help="Leave out the bodies of errors that no vendor documents.")
@click.option(
    "--webhook",
    metavar="URL",
    callback=parsed(_url),
    help="Endpoint of webhooks that are registered in a vendor's console, not by create requests.",
)
@click.option(
    "--webhook-secret",
    metavar="SECRET",
    callback=parsed(_text),
    help=f"Secret of --webhook.  [default: {SECRET}]",
)
@click.option(
    "--webhooks-anywhere",
    is_flag=True,
    help="Post webhooks from any host to any host, not only from loopback to loopback.",
)
@click.option("--keep", type=click.IntRange(1), default=MAX_TASKS, help="Tasks to keep; the oldest go first.")
@click.option(
    "--store",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="File to keep tasks in: a mock that is killed and started again has them.",
)
@click.option(
    "--create-rate",
    type=click.FloatRange(0, min_open=True),
    metavar="N",
    help="Creates a second that each key may send.",
)
@click.option(
    "--max-tasks",
    type=click.IntRange(1),
    metavar="N",
    help="Tasks that each key may have at once.",
)
@click.option("--credit", type=click.IntRange(0), metavar="N", help="Tasks that each key can pay for.")
@click.option("--documented-limits", is_flag=True, help="Enforce the limits that the specs list as well.")
@click.option(
    "--journal",
    type=click.IntRange(1),
    default=JOURNAL_LENGTH,
    metavar="N",
    help="Requests to remember.",
)
@click.option("--open", "opens", is_flag=True, help="Open the console, /_mock/, in a browser.")
@click.option("-v", "--verbose", is_flag=True, help="Log each request to stderr.")
@click.option("--list-scenarios", is_flag=True, help="List the scenarios and exit.")
@click.option(
    "--format", "output", type=click.Choice(["text", "md"]), default="text", help="Format of the list."
)
def mock(**options: Any) -> None:
    """Serve the installed APIs from memory, for free.

    The first line of output is the URL; its console is at /_mock/. docs/mock.md describes all options.

    \b
    gettask mock --open
    gettask mock --complete-after 3-polls --latency uniform:0:0.1
    gettask mock --scenario busy
    """
    if options["list_scenarios"]:
        _list_scenarios(options["output"])
        return
    if options["verbose"]:
        logging.basicConfig(format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
        logging.getLogger("gettask.mock").setLevel(logging.INFO)
    host, port = options["host"], options["port"]
    anywhere, inside = options["webhooks_anywhere"], is_loopback(host)

    def allow(receiver: str) -> bool:
        return anywhere or (inside and is_loopback(receiver))

    with _usage_errors(port):
        _check(options, allow)
        app = create_app(
            options["apis"] or None,
            keys=frozenset(options["keys"]) or None,
            plan=TaskPlan(options["complete_after"]),
            store=_store(options),
            assumptions=_assumptions(options),
            scenario=options["scenario"],
            admin=inside,
            faults=_faults(options),
            as_observed=options["as_observed"],
            webhook_endpoint=_endpoint(options),
            limits=_limits(options),
            journal_length=options["journal"],
        )
        app.mock.loopback_only = inside
        if options["cancelled"] is not None:
            app.mock.tasks.check_plan(TaskPlan(end=options["cancelled"]))
        WebhookSender(app.mock.webhooks, allow).start()
        serve(app, host, port, _open if options["opens"] else None)


@contextmanager
def _usage_errors(port: int) -> Iterator[None]:
    """Report what the options ask for in vain as an error of usage."""
    try:
        yield
    except OSError as error:
        if error.filename is not None:
            raise click.UsageError(f"{error.filename}: {error.strerror}") from None
        taken = error.errno in (errno.EADDRINUSE, errno.EACCES)
        hint = "--port 0 takes a free one" if taken else "--host is an address of this machine"
        raise click.UsageError(f"port {port}: {error.strerror or error}; {hint}") from None
    except (ImportError, ValueError) as error:
        raise click.UsageError(str(error)) from None


def _check(options: dict[str, Any], allow: Callable[[str], bool]) -> None:
    """Raise ValueError for options that do not agree."""
    if options["webhook"] is None and options["webhook_secret"] is not None:
        raise ValueError("--webhook-secret needs --webhook")
    receiver = None if options["webhook"] is None else split_url(options["webhook"]).hostname
    if receiver is not None and not allow(receiver):
        raise ValueError(f"--webhook to {receiver} from {options['host']}: {REFUSED}")
    if options["opens"] and not is_loopback(options["host"]):
        raise ValueError(f"--open needs a loopback --host: there is no console at {options['host']}")
    if options["cut_at"] is not None and not options["cuts"]:
        raise ValueError("--cut-at needs --cuts, the share of responses that are cut")


def _open(url: str) -> None:
    """Open the console in a browser, which may take its time."""
    page = url + ADMIN_PREFIX
    if not webbrowser.open(page):
        click.echo(f"no browser was found; the console is {page}", err=True)


def _assumptions(options: dict[str, Any]) -> Assumptions:
    default = Assumptions()
    cancelled = () if options["cancelled"] is None else (options["cancelled"],)
    return replace(
        default,
        cancelled=(*cancelled, *default.cancelled),
        isolated_keys=not options["shared_tasks"],
        error_bodies=not options["bare_errors"],
    )


def _store(options: dict[str, Any]) -> Store:
    keep, path = options["keep"], options["store"]
    return MemoryStore(keep) if path is None else FileStore(path, keep)


def _limits(options: dict[str, Any]) -> Limits | None:
    limits = Limits(
        options["create_rate"], options["max_tasks"], options["credit"], options["documented_limits"]
    )
    return None if limits == Limits() else limits


def _faults(options: dict[str, Any]) -> Faults | None:
    names = ("latency", "errors", "cuts", "cut_at", "seed")
    faults = Faults(**{name: options[name] for name in names})
    return None if faults == Faults(seed=faults.seed) else faults


def _endpoint(options: dict[str, Any]) -> WebhookEndpoint | None:
    url, secret = options["webhook"], options["webhook_secret"]
    return None if url is None else WebhookEndpoint(url, secret or SECRET)


def _list_scenarios(output: str) -> None:
    lines = listing.markdown() if output == "md" else listing.text()
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `| head` has read enough
    sys.stdout.writelines(f"{line}\n" for line in lines)
