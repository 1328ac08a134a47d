"""Submits jobs to Temporal, and tells what became of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from temporalio.client import Client as Temporal
from temporalio.client import WorkflowExecutionStatus, WorkflowHandle
from temporalio.common import WorkflowIDReusePolicy
from temporalio.exceptions import WorkflowAlreadyStartedError

from ..model import JobState
from . import attributes
from .model import JobOrder, JobResult
from .workflow import JobWorkflow

MAX_CONCURRENCY = 200
"""Jobs that are submitted at once, and as many whose ends are asked for."""


@dataclass(frozen=True)
class Submission:
    """A job to submit.

    Attributes:
        job_id: Returns the id of an attempt: of the first, or of one that follows attempts that have failed.
        order: The job.
        retry_failed: Whether to order anew what has failed.
    """

    job_id: Callable[[int], str]
    order: JobOrder
    retry_failed: bool = False


async def submit(
    temporal: Temporal,
    queue: str,
    submissions: Iterable[Submission],
    ended: Callable[[Submission, str, JobResult], object],
    *,
    wait: bool = True,
) -> None:
    """Submit jobs, each once however often this is called, and tell how each ends.

    Args:
        temporal: The client of Temporal.
        queue: The task queue of the workers.
        submissions: The jobs.
        ended: Called with each job, its id and what became of it.
        wait: Whether to wait for the ends. Otherwise `ended` is called when a job is submitted.
    """
    submitting, waiting = asyncio.Semaphore(MAX_CONCURRENCY), asyncio.Semaphore(MAX_CONCURRENCY)

    async def one(submission: Submission) -> None:
        async with submitting:
            handle = await _submitted(temporal, queue, submission)
        async with waiting:  # the others go on as well: who waits here only hears of their ends later
            result = await handle.result() if wait else JobResult(JobState.OPEN)
        ended(submission, handle.id, result)

    async with asyncio.TaskGroup() as group:
        for each in submissions:
            group.create_task(one(each))


async def _submitted(
    temporal: Temporal, queue: str, submission: Submission
) -> WorkflowHandle[JobWorkflow, JobResult]:
    """Return the workflow of a job: one that is there, or a new one where there is more to do."""
    order, attempt = submission.order, 0
    while True:
        job_id = submission.job_id(attempt)
        try:
            return await _start(temporal, queue, job_id, order, WorkflowIDReusePolicy.REJECT_DUPLICATE)
        except WorkflowAlreadyStartedError:
            handle = temporal.get_workflow_handle_for(JobWorkflow.run, job_id)
        if (await handle.describe()).status is WorkflowExecutionStatus.RUNNING:
            return handle
        known = await handle.result()
        if known.task_id is None:  # nothing was created, or that is not known
            order = replace(order, cut_off=known.cut_off)
            return await _start(temporal, queue, job_id, order, WorkflowIDReusePolicy.ALLOW_DUPLICATE)
        if known.state != JobState.FAILED or not submission.retry_failed:
            return handle
        attempt += 1


async def _start(
    temporal: Temporal, queue: str, job_id: str, order: JobOrder, reuse: WorkflowIDReusePolicy
) -> WorkflowHandle[JobWorkflow, JobResult]:
    return await temporal.start_workflow(
        JobWorkflow.run,
        order,
        id=job_id,
        task_queue=queue,
        id_reuse_policy=reuse,
        search_attributes=attributes.at_start(order.variant, order.label),
    )
