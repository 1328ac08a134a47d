"""Jobs on Temporal: the command that works on them, and how `gettask run` submits a batch."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from functools import partial
from typing import TYPE_CHECKING

import click

from .._contract.contract import load
from .._contract.installed import APIS
from ..errors import AuthenticationError, GettaskError
from ..jobs.batch import BatchOptions, BatchRow, RowResult, RowState
from ..jobs.model import Job, JobState, hash_of
from . import connection, output, recording, signals
from .options import ApiName, Command

if TYPE_CHECKING:
    from ..jobs.temporal.model import JobResult
    from ..jobs.temporal.submit import Submission

_STATES = {
    JobState.SUCCEEDED: RowState.DONE,
    JobState.FAILED: RowState.FAILED,
    JobState.ERROR: RowState.ERROR,
    JobState.UNKNOWN: RowState.UNKNOWN,
}

NAMESPACE = click.option("--namespace", help="Namespace of Temporal. Default: that of its own environment.")
QUEUE = click.option(
    "--queue",
    metavar="NAME",
    default="gettask",
    show_default=True,
    help="Task queue: one for each account that is paid from.",
)


@click.command(cls=Command)
@click.option("--temporal", "address", metavar="ADDRESS", required=True, help="Host and port of Temporal.")
@NAMESPACE
@QUEUE
@click.option(
    "--api",
    "apis",
    multiple=True,
    type=ApiName(),
    help="May be repeated. Default: all that there is a key for.",
)
@click.option(
    "--rate",
    metavar="CREATES",
    type=click.FloatRange(0, min_open=True),
    help="Most creates a second for each API, all workers of the queue together.",
)
@click.option(
    "--below",
    multiple=True,
    metavar="PLACE",
    help="Save results only below this folder, or URL of object storage. May be repeated. Default: anywhere.",
)
@click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(0, min_open=True),
    default=30.0,
    show_default=True,
    help="Seconds for one request.",
)
def worker(
    address: str,
    namespace: str | None,
    queue: str,
    apis: tuple[str, ...],
    rate: float | None,
    below: tuple[str, ...],
    timeout: float,
) -> None:
    """Work on jobs that `gettask run --temporal` submits: create tasks, wait for them, save their results.

    Run as many as you like, on any machines: each has the keys, and results should go to object storage. A
    worker that dies loses nothing: others go on. Ctrl-C hands over what is under way.

    \b
    gettask worker --temporal 127.0.0.1:7233 --rate 5
    """
    try:
        from ..jobs.temporal.worker import connected, work
    except ModuleNotFoundError as error:
        raise _missing(error) from None
    wanted = apis or tuple(filter(_has_key, APIS))
    if not wanted:
        raise AuthenticationError("No API has a key: set PIAPI_API_KEY, TRIPO_API_KEY, or the config file.")

    async def run(ended: Callable[[], object]) -> None:
        async with AsyncExitStack() as stack:
            temporal = await connected(address, namespace)
            store = stack.enter_context(recording.opened())
            savers = {
                api: stack.enter_context(connection.client_of(api, None, None, store, timeout))
                for api in wanted
            }
            pollers = {
                api: await stack.enter_async_context(connection.async_client_of(api, timeout))
                for api in wanted
            }
            started = partial(output.message, f"gettask: working on {queue} for {', '.join(wanted)}")
            working = asyncio.create_task(
                work(temporal, savers, pollers, store, queue=queue, rate=rate, below=below, started=started)
            )
            stopping = asyncio.create_task(asyncio.to_thread(ended))
            await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
            working.cancel()
            await asyncio.gather(working, return_exceptions=not working.done() or working.cancelled())

    with signals.handled() as ended:
        asyncio.run(run(ended.wait))


def run_rows(
    address: str,
    namespace: str | None,
    queue: str,
    rows: Mapping[str, Sequence[BatchRow]],
    options: BatchOptions,
    out: str | None,
    ended: Callable[[str, RowResult], object],
    *,
    wait: bool,
) -> None:
    """Submit the rows of a batch to Temporal, and tell how each ends.

    Args:
        address: Host and port of Temporal.
        namespace: The namespace.
        queue: The task queue of the workers.
        rows: The rows, by API.
        options: How the batch is run.
        out: Where workers save results, None to save none.
        ended: Called with the API and what became of a row.
        wait: Whether to wait for the ends. Otherwise `ended` is called when a row is submitted.
    """
    try:
        from ..jobs.temporal.model import JobOrder
        from ..jobs.temporal.submit import Submission, submit
        from ..jobs.temporal.worker import connected
    except ModuleNotFoundError as error:
        raise _missing(error) from None
    submitted: dict[int, tuple[str, BatchRow]] = {}
    submissions = []
    for api, group in rows.items():
        limit = load(api).lifecycle.deadline if options.deadline is None else options.deadline
        for row in group:
            order = JobOrder(
                api,
                row.variant,
                row.body,
                row.name,
                out,
                limit,
                recreate_unknown=options.recreate_unknown,
                label=row.label,
            )
            submission = Submission(partial(row.job_id, api, options.batch), order, options.retry_failed)
            submissions.append(submission)
            submitted[id(submission)] = api, row

    def one_ended(submission: Submission, job_id: str, result: JobResult) -> None:
        api, row = submitted[id(submission)]
        ended(api, _row_result(row, submission, job_id, result))

    async def run() -> None:
        temporal = await connected(address, namespace)
        await submit(temporal, queue, submissions, one_ended, wait=wait)

    asyncio.run(run())


def _row_result(row: BatchRow, submission: Submission, job_id: str, result: JobResult) -> RowResult:
    state = JobState(result.state)
    error = None if result.error is None else GettaskError(result.error)
    order = submission.order
    job = Job(
        id=job_id,
        api=order.api,
        account="",
        state=state,
        base_url=None,
        region=None,
        variant=order.variant,
        label=order.label,
        request=None,
        request_hash=hash_of(b""),
        created_at=0.0,
        updated_at=0.0,
        deadline=0.0,
        task_id=result.task_id,
        status=result.status,
        error=result.error,
        cost=result.cost,
        cost_unit=result.cost_unit,
        cost_usd=result.cost_usd,
        files=tuple(result.files),
    )
    return RowResult(row, _STATES.get(state, RowState.LEFT), job, error)


def _has_key(api: str) -> bool:
    try:
        connection.client_of(api, None, None).close()
    except AuthenticationError:
        return False
    return True


def _missing(error: ModuleNotFoundError) -> click.ClickException:
    return click.ClickException(f"Temporal needs {error.name}: pip install 'gettask[temporal]'")
