"""The command that goes on with recorded jobs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from typing import Any

import click

from ..client import Client
from ..errors import GettaskError
from ..jobs.model import Job, JobState
from ..jobs.store import JobStore
from ..storage import ObjectStorage
from . import connection, exits, output, recording, show
from .options import AS_JSON, DEADLINE, NAME, OUT, ApiName, Command
from .saving import Saving
from .wait import wait_for


@click.command(cls=Command)
@click.option("--label", help="Only jobs with this label.")
@click.option("--api", type=ApiName(), help="Only jobs of this API.")
@DEADLINE
@click.option(
    "--max-rate", metavar="POLLS", type=click.FloatRange(min=0, min_open=True), help="Most polls a second."
)
@click.option(
    "--unsaved", is_flag=True, help="Also save results of earlier jobs that are not saved and not expired."
)
@OUT
@NAME
@AS_JSON
@click.pass_context
def resume(
    context: click.Context,
    label: str | None,
    api: str | None,
    deadline: float | None,
    max_rate: float | None,
    unsaved: bool,
    out: Path | ObjectStorage | None,
    name: str,
    as_json: bool,
) -> None:
    """Go on with all recorded jobs that are open. Jobs whose create was cut off are searched for first.

    Each job has its deadline, which --deadline replaces; one whose deadline has passed is polled once more.
    Jobs that another process works on are left to it.

    \b
    gettask resume -o out/
    """
    if unsaved and out is None:
        raise click.UsageError("--unsaved needs --out")
    output.check_folder(out)
    saving = None if out is None else Saving(out, name)
    codes = [exits.DONE]
    with ExitStack() as stack:
        store = stack.enter_context(recording.opened())
        states = [JobState.OPEN, JobState.CREATING, JobState.UNKNOWN]
        # State by state, each in the order of its index: of all at once every page would be sorted.
        open_jobs = chain.from_iterable(store.find(states=[state], api=api, label=label) for state in states)
        found = clients_of(stack, store, open_jobs)
        for client, group in found:
            try:
                codes += _adopted(client, group)
            except GettaskError as error:
                codes.append(exits.report(error, as_json))
            codes.append(_resume(client, store, group, deadline, max_rate, saving, as_json))
        left = store.unsaved(math.inf) if unsaved and saving is not None else []
        for client, group in clients_of(stack, store, (job for job in left if api in (None, job.api))):
            codes += [_save(client, job, saving, as_json) for job in group if label in (None, job.label)]
    context.exit(max(codes))


def _save(client: Client[Any], job: Job, saving: Saving | None, as_json: bool) -> int:
    """Save the results of a job that has succeeded, and return the exit code."""
    try:
        if saving is not None and job.handle is not None:
            task = client.get(job.handle)
            show.print_files(task, saving.save(client, task), as_json)
    except GettaskError as error:  # about this job; the others are still to be saved
        return exits.report(error, as_json)
    return exits.DONE


def _adopted(client: Client[Any], group: Sequence[Job]) -> list[int]:
    """Look for the jobs whose create was cut off, and return exit codes."""
    cut_off = [job.id for job in group if job.state is not JobState.OPEN]
    unknown = [job for job in client.adopt(cut_off) if job.state is JobState.UNKNOWN] if cut_off else []
    for job in unknown:
        output.message(f"gettask: job {job.id} ({job.label or job.variant}): {job.error}")
    return [exits.UNCERTAIN] * bool(unknown)


def _resume(
    client: Client[Any],
    store: JobStore,
    group: Sequence[Job],
    deadline: float | None,
    max_rate: float | None,
    saving: Saving | None,
    as_json: bool,
) -> int:
    """Wait for the open jobs of one client, and return the exit code."""
    taken = store.claim(job.id for job in group)
    open_ = [job for job in store.get_many(taken) if job.state is JobState.OPEN]
    now = store.clock()
    late = [job for job in open_ if job.deadline <= now and deadline is None]
    in_time = [job for job in open_ if job not in late] if late else open_
    code = exits.DONE
    for jobs_, seconds in ((late, 0.0), (in_time, deadline)):
        if not jobs_:
            continue
        if seconds is None:
            seconds = max(job.deadline for job in jobs_) - now
        handles = [job.handle for job in jobs_ if job.handle is not None]
        code = max(code, wait_for([(client, handles)], seconds, saving, as_json, max_rate))
    for job in store.get_many(job.id for job in open_):
        if job.state is JobState.OPEN and job.deadline <= store.clock():
            store.give_up(job.id, "its deadline passed; the task goes on")
    store.release(taken)
    return code


def clients_of(
    stack: ExitStack, store: JobStore, found: Iterable[Job]
) -> list[tuple[Client[Any], list[Job]]]:
    """Return a client for each server that has jobs of the account, with these jobs."""
    groups: dict[tuple[str, str | None, str | None], list[Job]] = {}
    for job in found:
        groups.setdefault((job.api, job.base_url, job.region), []).append(job)
    clients = [
        (stack.enter_context(connection.client_of(*server, store)), group) for server, group in groups.items()
    ]
    return [(client, own) for client, group in clients if (own := client.own_jobs(group))]
