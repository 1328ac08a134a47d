"""The command that holds a server, or recorded traffic, to the contract."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from .._contract.contract import Contract, load
from .._download.policy import is_loopback
from .._validation.schema import nearest
from . import exits, output
from .options import BASE, ApiName, Command, gateway_url

if TYPE_CHECKING:
    from ..conformance import Trace
    from ..conformance.baseline import Known
    from ..conformance.report import Report
    from ..conformance.spec import Spec

FORMATS = ("text", "json", "junit", "sarif", "html", "github")
TIME = 60.0


@click.command(cls=Command)
@click.argument("targets", metavar="URL|FILE…", nargs=-1)
@click.option("--api", type=ApiName(), help="The API; needed for a URL and for bodies without requests.")
@click.option("--base", metavar="URL", help=BASE)
@click.option("--variant", "variants", multiple=True, metavar="NAME", help="Create this variant only.")
@click.option("--task", "task_ids", multiple=True, metavar="ID", help="Poll this task; may be repeated.")
@click.option("--read-only", is_flag=True, help="Create nothing: poll the tasks given, and read the account.")
@click.option("--max-tasks", type=click.IntRange(min=0), help="The number of tasks that may be created.")
@click.option("--max-cost", type=click.FloatRange(min=0), metavar="USD", help="What the run may cost.")
@click.option(
    "--time",
    "seconds",
    type=click.FloatRange(min=1),
    default=TIME,
    show_default=True,
    help="Seconds that the run may last.",
)
@click.option(
    "--patience",
    type=click.FloatRange(min=0),
    metavar="SECONDS",
    help="Seconds that a task is polled. Default: 15 on loopback, else the API's limit.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Seed of the generated requests.")
@click.option("--no-probes", is_flag=True, help="Send no requests with mistakes.")
@click.option("--dry-run", is_flag=True, help="Print what would be done, and do nothing.")
@click.option("--only", multiple=True, metavar="CHECK", help="Run this check only; may be repeated.")
@click.option(
    "--require",
    multiple=True,
    metavar="CHECK",
    help="Fail if this check did not apply; `all` for each that the API can have.",
)
@click.option(
    "--baseline",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Known deviations.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning"]),
    default="warning",
    show_default=True,
    help="The least severity that makes the run fail.",
)
@click.option("--format", "output", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--list", "listing", is_flag=True, help="List the checks and exit.")
@click.pass_context
def check(context: click.Context, /, targets: tuple[str, ...], listing: bool, **options: Any) -> None:
    """Hold a server, or recorded traffic, to the life cycle that the specification describes.

    A server is driven: tasks are created, polled and cancelled. One that is not on this machine is only read
    unless --max-cost allows more. GETTASK_SECOND_KEY is another key, to test what it sees.

    Files are judged as they are: HAR, VCR cassettes, JSON lines. GETTASK_WEBHOOK_SECRET is the secret of the
    webhooks in them.

    \b
    gettask check http://127.0.0.1:8600 --api piapi --variant flux
    gettask check traffic.har cassettes/*.yaml --format junit
    """
    try:
        from ..conformance.listing import lines
        from ..conformance.reports import FORMATS as WRITERS
    except ModuleNotFoundError as error:  # pragma: no cover - depends on what is installed
        raise click.ClickException(f"checks need {error.name}: pip install 'gettask[check]'") from None
    if listing:
        output.line("\n".join(lines()))
        return
    urls = [target for target in targets if target.startswith(("http://", "https://"))]
    if not targets or (urls and len(targets) > 1):
        raise click.UsageError("name one URL, or one or more files", context)
    if urls and options["base"]:
        raise click.UsageError("--base is for files; the URL of a server has its base path", context)
    options["known"] = _wanted(options)
    report = _server(urls[0], options) if urls else _files([Path(target) for target in targets], options)
    if report is not None:
        from ..conformance import Severity

        output.line(WRITERS[options["output"]](report).removesuffix("\n"))
        context.exit(exits.FAILED if report.fails(Severity(options["fail_on"])) else exits.DONE)


def _wanted(options: dict[str, Any]) -> list[Known]:
    """Return the baseline; refuse names of checks that do not exist, before anything is sent or read."""
    from ..conformance import baseline
    from ..conformance.judge import known_names

    known_names([*options["only"], *(name for name in options["require"] if name != "all")])
    return baseline.load(options["baseline"]) if options["baseline"] else []


def _report(
    traces: Iterable[Trace],
    options: dict[str, Any],
    notes: Iterable[str],
    *,
    gaps: Iterable[str] = (),
    spec: Spec | None = None,
) -> Report:
    from ..conformance import judge
    from ..conformance.report import Tally, make

    only, tally = options["only"] or None, Tally(options["known"])
    return make(
        [judge(each, only=only, spec=spec, found=partial(tally.add, api=each.api)) for each in traces],
        tally=tally,
        require=options["require"],
        notes=notes,
        gaps=gaps,
    )


def _files(paths: list[Path], options: dict[str, Any]) -> Report:
    from ..conformance.readers import traces

    for path in paths:
        if not path.is_file():
            wrong = "is a folder: name its files" if path.is_dir() else "does not exist"
            raise ValueError(f"{path} {wrong}")
    secret = filter(None, [os.environ.get("GETTASK_WEBHOOK_SECRET")])
    found, strays = traces(
        paths, options["api"], base_url=gateway_url(options["base"], options["api"]), webhook_secrets=secret
    )
    notes = [f"exchanges that belong to no operation: {strays}"] if strays else []
    notes += [f"{each.api}: {each.base_path} stands before its paths" for each in found if each.base_path]
    return _report(found, options, notes)


def _server(url: str, options: dict[str, Any]) -> Report | None:
    from ..conformance.driver import Driver
    from ..conformance.driver.receiver import WebhookReceiver
    from ..conformance.driver.sender import HttpSender
    from ..conformance.spec import spec_at

    if options["api"] is None:
        raise click.UsageError("a server needs --api")
    contract = load(options["api"])
    base = _base_url(url, contract)
    local = is_loopback(urlsplit(base).hostname or "")
    rules = contract.spec.get("x-webhook", {})
    hidden = (rules.get("header", "").lower(),) if rules.get("scheme") == "secret" else ()
    receiver = WebhookReceiver(hidden) if local and "endpoint" in rules and not options["dry_run"] else None
    sender = HttpSender()
    try:
        chosen = _options(contract, local, options, receiver.url if receiver else None)
        spec = spec_at(options["api"], base)
        driver = Driver(spec, base, sender, chosen, receiver.received if receiver else list)
        if options["dry_run"]:
            output.line("\n".join(driver.plan()) or "nothing")
            return None
        trace = driver.run()
        return _report([trace], options, driver.notes, gaps=driver.gaps, spec=spec)
    finally:
        sender.close()
        if receiver is not None:
            receiver.close()


def _options(contract: Contract, local: bool, options: dict[str, Any], endpoint: str | None) -> Any:
    """Return the limits of the run: safe ones for a server that is not on this machine."""
    from ..conformance.driver import Options

    for name in options["variants"]:
        if name not in contract.variants:
            raise ValueError(f"{contract.title} has no variant {name}: {nearest(name, contract.variants)}")
    given = contract.auth.from_environment()
    if not given and not local:
        raise ValueError(f"set {contract.auth.env} to the key")
    create = not options["read_only"] and (local or options["max_cost"] is not None)
    budget = None if options["max_cost"] is None else Decimal(str(options["max_cost"]))
    if create and not local and budget is not None:
        _bound(contract, options["variants"], budget)
    second = os.environ.get("GETTASK_SECOND_KEY") or (
        f"gettask-check-second-{secrets.token_hex(4)}" if local and not given else None
    )
    patience = options["patience"]
    if patience is None:
        patience = min(15.0, options["seconds"]) if local else contract.lifecycle.deadline
    return Options(
        keys=tuple(filter(None, (given or "gettask-check-first", second))),
        variants=options["variants"],
        task_ids=options["task_ids"],
        create=create,
        max_tasks=1000 if options["max_tasks"] is None else options["max_tasks"],
        patience=patience,
        time=options["seconds"],
        seed=options["seed"],
        strict_keys=bool(given),
        probes=not options["no_probes"],
        endpoint=endpoint,
        secret=f"whsec_{secrets.token_hex(16)}" if endpoint else "",
        budget=budget,
    )


def _bound(contract: Contract, variants: Iterable[str], limit: Decimal) -> None:
    """Refuse a run whose cost the specification cannot bound.

    Raises:
        ValueError: A variant has no price, or all tasks together may cost more than the limit.
    """
    from ..conformance.driver.budget import worst_case

    chosen = [contract.variants[name] for name in variants] or list(contract.variants.values())
    total, unpriced = worst_case(contract, [each for each in chosen if each.create and each.example])
    if unpriced:
        raise ValueError(
            f"the specification states no highest price of {', '.join(unpriced[:5])}"
            f"{' …' if len(unpriced) > 5 else ''}: --max-cost cannot be kept, so nothing is created; "
            "name variants with a price by --variant"
        )
    if total > limit:
        raise ValueError(
            f"the tasks of this run may cost ${total}, more than --max-cost {limit}, so nothing is created; "
            "name fewer variants by --variant"
        )


def _base_url(url: str, contract: Contract) -> str:
    """Return the URL with the base path of the API, if it has none of its own."""
    if urlsplit(url).path.strip("/"):
        return url.rstrip("/")
    return url.rstrip("/") + urlsplit(contract.servers[0].url).path.rstrip("/")
