"""Commands about recorded jobs: jobs, jobs show, adopt, give-up, recover, prune."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import Any

import click
from click.shell_completion import CompletionItem
from rich.console import Console
from rich.table import Table

from .._redact import printable
from ..errors import SearchLimitError
from ..jobs.model import Job, JobState, JobSum
from ..jobs.schema import GROUPS
from ..jobs.store import JobStore
from ..task import Handle
from . import exits, output, recording, show
from .jobs_web.command import serve_jobs
from .options import AS_JSON, ApiName, Command
from .resume import clients_of

DAY = 24 * 3600.0
WHOLE = 140
"""Columns of a terminal from which on whole ids are shown."""
SHORT_ID = 14
"""Characters of an id on a narrower one: a moment in milliseconds, and two at random."""
_STYLES = {
    JobState.SUCCEEDED: "green",
    JobState.OPEN: "blue",
    JobState.CREATING: "cyan",
    JobState.UNKNOWN: "yellow",
}


class JobId(click.ParamType[str]):
    """The id of a recorded job, or the beginning of it."""

    name = "job"

    def shell_complete(
        self, context: click.Context, parameter: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return the ids that begin so, the newest first."""
        del context, parameter
        with recording.recording(existing=True) as store:
            jobs = [] if store is None else store.find(limit=1000)
            return [CompletionItem(job.id, help=job.label) for job in jobs if job.id.startswith(incomplete)]


class Jobs(click.Group):
    """The group of commands about jobs; alone it lists them."""

    command_class = Command


@click.group(cls=Jobs, invoke_without_command=True)
@click.option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice([state.value for state in JobState]),
    help="Only jobs in this state. May be repeated.",
)
@click.option("--api", type=ApiName(), help="Only jobs of this API.")
@click.option("--variant", help="Only jobs of this variant.")
@click.option("--label", help="Only jobs with this label.")
@click.option(
    "--days", metavar="N", type=click.FloatRange(0, min_open=True), help="Only jobs of the last N days."
)
@click.option(
    "--limit", metavar="N", type=click.IntRange(1), default=50, show_default=True, help="Most jobs to list."
)
@click.option("--sum", "by", type=click.Choice([*GROUPS]), help="Number and cost of jobs in groups instead.")
@click.option("--web", is_flag=True, help="Serve all jobs as pages, on this machine only, until Ctrl-C.")
@click.option("--open", "opens", is_flag=True, help="With --web: open them in a browser.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="With --web: the port. Default: a free one."
)
@AS_JSON
@click.pass_context
def jobs(
    context: click.Context,
    states: tuple[str, ...],
    api: str | None,
    variant: str | None,
    label: str | None,
    days: float | None,
    limit: int,
    by: str | None,
    web: bool,
    opens: bool,
    port: int,
    as_json: bool,
) -> None:
    """List recorded jobs, the newest first: what was created, what became of it, what it cost.

    \b
    gettask jobs --state open
    gettask jobs --sum day --days 7
    gettask jobs --label cover --json
    gettask jobs --web --open
    """
    if context.invoked_subcommand is not None:
        return
    with exits.reported(context, as_json), recording.opened() as store:
        if web:
            serve_jobs(store, port, opens)
        since = None if days is None else store.clock() - days * DAY
        criteria: dict[str, Any] = {"states": [JobState(state) for state in states], "since": since}
        criteria |= {"api": api, "variant": variant, "label": label}
        if by is not None:
            _print_sums(by, store.sums(by, **criteria), as_json)
        else:
            _print_jobs([*store.find(**criteria, limit=limit)], as_json)
        _warn_of_expiry(store)


@jobs.command(cls=Command, name="show")
@click.argument("job_id", metavar="JOB", type=JobId())
@AS_JSON
def show_(job_id: str, as_json: bool) -> None:
    """Show one job with its request. JOB is its id, or the beginning of it."""
    with recording.opened() as store:
        job = _find(store, job_id)
        if as_json:
            output.line(show.line(_record(job) | {"request": job.body()}))
            return
        table = show.facts()
        for name, value in _record(job).items():
            if value not in (None, []):
                shown = "\n".join(value) if isinstance(value, list) else value
                table.add_row(
                    name.replace("_", " "), show.cell(shown, _style(job) if name == "state" else "")
                )
        table.add_row("request", show.cell(show.line(job.body(), indent=2)))
        show.emit(table)


@jobs.command(cls=Command)
@click.argument("job_id", metavar="JOB", type=JobId())
@click.argument("task_id")
def adopt(job_id: str, task_id: str) -> None:
    """Record which task a job has whose create was cut off, as you found it in the account."""
    with recording.opened() as store:
        job = store.adopt(_find(store, job_id).id, task_id)
        output.line(f"{job.id} {job.task_id}")


@jobs.command(cls=Command, name="give-up")
@click.argument("job_id", metavar="JOB", type=JobId())
@click.option("--force", is_flag=True, help="Also a job whose task has not ended: it is not resumed.")
def give_up(job_id: str, force: bool) -> None:
    """End a job that is unknown: its request may then be ordered anew."""
    with recording.opened() as store:
        job = _find(store, job_id)
        if job.state is JobState.OPEN and not force:
            raise click.UsageError(
                f"Task {printable(str(job.task_id))} of this job has not ended: "
                "`gettask resume` waits for it, --force gives it up."
            )
        store.give_up(job.id, "given up by gettask jobs give-up")
        output.line(job.id)


@jobs.command(cls=Command)
@click.option("--days", metavar="N", type=click.FloatRange(0, min_open=True), default=1.0, show_default=True)
@click.option(
    "--pages",
    metavar="N",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="Read at most N pages of each list of the account.",
)
@AS_JSON
@click.pass_context
def recover(context: click.Context, days: float, pages: int, as_json: bool) -> None:
    """Look for the tasks of jobs whose create was cut off, and for tasks of the account that no job has.

    Nothing is created. It exits with 10 while a job is unknown. Where a list has more than --pages, it says
    how far back it went.
    """
    unknown = found = 0
    limits: dict[str, None] = {}
    with ExitStack() as stack:
        store = stack.enter_context(recording.opened())
        for client, _ in clients_of(stack, store, store.find(since=store.clock() - days * DAY)):
            cut_off = [job.id for job in store.interrupted(api=client.api, account=client.account_hash)]
            try:
                client.adopt(cut_off, pages=pages)
            except SearchLimitError as error:
                limits[str(error)] = None
            for job in client.own_jobs(store.get_many(cut_off)):
                found += 1
                unknown += job.state in (JobState.UNKNOWN, JobState.CREATING)
                _print_jobs([job], as_json)
            try:
                ids: Sequence[str] = client.unrecorded(store.clock() - days * DAY, store.clock(), pages=pages)
            except SearchLimitError as error:
                limits[str(error)] = None
                ids = error.found
            for id in ids:
                found += 1
                handle = Handle(client.api, id)
                output.line(handle.to_json() if as_json else f"no record: {exits.resume_command(handle)}")
    for limit in limits:
        output.message(f"gettask: {limit}")
    if not found and not limits and not as_json:
        output.message(f"gettask: nothing to recover; --days looks further back than {days:g}")
    context.exit(exits.UNCERTAIN if unknown else exits.DONE)


@jobs.command(cls=Command)
@click.option(
    "--days",
    metavar="N",
    type=click.FloatRange(min=0),
    default=90.0,
    show_default=True,
    help="Keep the last N days.",
)
@AS_JSON
def prune(days: float, as_json: bool) -> None:
    """Delete old jobs with their requests. Those that are open or unknown stay."""
    with recording.opened() as store:
        pruned = store.prune(store.clock() - days * DAY)
        output.line(
            show.line({"pruned": pruned}) if as_json else f"{pruned} job{'s' * (pruned != 1)} deleted"
        )


def _warn_of_expiry(store: JobStore) -> None:
    """Say which results will be gone within a day, unless they are saved."""
    unsaved = store.unsaved(store.clock() + DAY)
    if unsaved:
        first = _local(unsaved[0].expires_at or 0.0)
        output.message(
            f"gettask: results of {len(unsaved)} jobs are not saved, and links expire from {first} on: "
            "gettask resume --unsaved -o out/"
        )


def _find(store: JobStore, prefix: str) -> Job:
    job = store.find_one(prefix)
    if job is not None:
        return job
    found = [job for job in store.find(limit=10_000) if job.id.startswith(prefix)] if prefix else []
    if len(found) != 1:
        raise click.UsageError(f"{len(found) or 'no'} jobs begin with {prefix!r}; `gettask jobs` lists them")
    return found[0]


def _style(job: Job) -> str:
    return _STYLES.get(job.state, "red")


def _print_jobs(found: Sequence[Job], as_json: bool) -> None:
    if as_json:
        for job in found:
            output.line(show.line(_record(job)))
        return
    if not found:
        output.message("gettask: no jobs")
        return
    console = Console()
    show.emit(_short_table(found) if console.is_terminal and console.width < WHOLE else _table(found))


def _table(found: Sequence[Job]) -> Table:
    """Return jobs with their whole ids, for a wide terminal and for other programs."""
    table = Table(box=None, pad_edge=False)
    for name in ("job", "created", "api", "variant", "label", "state", "task", "cost"):
        table.add_column(name, overflow="fold", style="dim" if name == "job" else "")
    for job in found:
        cost = "" if job.cost is None else f"{job.cost:g} {job.cost_unit or ''}"
        cells = [job.id, _local(job.created_at), job.api, job.variant or "", job.label or ""]
        row = [show.cell(text) for text in cells] + [show.cell(job.state.value, _style(job))]
        table.add_row(*row, show.cell(job.task_id or ""), show.cell(cost))
    return table


def _short_table(found: Sequence[Job]) -> Table:
    """Return jobs with one line each: of the id what `jobs show` needs, of the cost the US dollars."""
    table = Table(box=None, pad_edge=False)
    for name in ("job", "created", "api"):
        table.add_column(name, no_wrap=True, style="dim" if name == "job" else "")
    for name in ("variant", "label"):
        table.add_column(name)  # rich narrows a column that may wrap; its cells end in an ellipsis instead
    for name in ("state", "cost"):
        table.add_column(name, no_wrap=True, justify="right" if name == "cost" else "left")
    for job in found:
        cost = "" if job.cost is None else f"{job.cost:g} {job.cost_unit or ''}"
        dollars = cost if job.cost_usd is None else f"${job.cost_usd:.4f}"
        names = [show.cell(job.variant or ""), show.cell(job.label or "")]
        for each in names:
            each.no_wrap, each.overflow = True, "ellipsis"
        start = [show.cell(text) for text in (job.id[:SHORT_ID], _local(job.created_at)[5:], job.api)]
        table.add_row(*start, *names, show.cell(job.state.value, _style(job)), show.cell(dollars))
    return table


def _print_sums(by: str, sums: Sequence[JobSum], as_json: bool) -> None:
    if as_json:
        for each in sums:
            record = {by: each.key, "jobs": each.jobs, "succeeded": each.succeeded}
            money = {"costs": dict(each.costs), "usd": each.usd, "unbilled": each.unbilled}
            output.line(show.line(record | money))
        return
    if not sums:
        output.message("gettask: no jobs")
        return
    table = Table(box=None, pad_edge=False)
    for name in (by, "jobs", "succeeded", "cost", "USD"):
        table.add_column(name, justify="left" if name == by else "right")
    for each in sums:
        costs = ", ".join(f"{amount:g} {unit}" for unit, amount in each.costs.items())
        usd = "" if each.usd is None else f"{each.usd:.2f}"
        cells = (each.key or "none", each.jobs, each.succeeded, costs, usd)
        table.add_row(*(show.cell(cell) for cell in cells))
    show.emit(table)
    if unbilled := sum(each.unbilled for each in sums):
        output.message(
            "gettask: what jobs cost that were sent to other servers than the API's own is not counted: "
            f"{unbilled} job{'s' * (unbilled != 1)}"
        )


def _record(job: Job) -> dict[str, Any]:
    """Return a job as plain data, without its request."""
    return {
        "job": job.id,
        "api": job.api,
        "variant": job.variant,
        "label": job.label,
        "state": job.state.value,
        "task": job.task_id,
        "status": job.status,
        "created_at": _iso(job.created_at),
        "updated_at": _iso(job.updated_at),
        "deadline": _iso(job.deadline),
        "estimate_usd": job.estimate_usd,
        "cost": job.cost,
        "unit": job.cost_unit,
        "usd": job.cost_usd,
        "error": job.error,
        "files": list(job.files),
        "expires_at": None if job.expires_at is None else _iso(job.expires_at),
        "billed": job.billed,
        "base_url": job.base_url,
        "region": job.region,
    }


def _iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def _local(seconds: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(seconds))
