"""Which job has a task that was found in a list of the account: one, on whatever machine."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from itertools import count
from typing import Any

from temporalio import workflow
from temporalio.client import Client as Temporal
from temporalio.client import WorkflowHandle
from temporalio.common import WorkflowIDReusePolicy
from temporalio.exceptions import WorkflowAlreadyStartedError
from temporalio.service import RPCError, RPCStatusCode

with workflow.unsafe.imports_passed_through():
    from .attributes import TASK
    from .model import CLAIM, WORKFLOW

_ID = re.compile(r"[\w.:-]+", re.ASCII)
"""What can be the id of a task in a query."""


@workflow.defn(name=CLAIM)
class ClaimWorkflow:
    """A workflow that is one record: its id names a task or a job, and its result is the job or the task."""

    @workflow.run
    async def run(self, value: str) -> str:
        """Return what is recorded."""
        return value


def _claim_id(api: str, task_id: str) -> str:
    return f"{CLAIM}-{api}-{task_id}"


async def owned_since(temporal: Temporal, since: float) -> set[str]:
    """Return the tasks of jobs that were submitted since a time: a search need not poll them.

    Args:
        temporal: The client of Temporal.
        since: The time, in seconds since 1970.
    """
    time = datetime.fromtimestamp(since, UTC).isoformat()
    query = f"WorkflowType = '{WORKFLOW}' AND GettaskTask IS NOT NULL AND StartTime >= '{time}'"
    found = {each.typed_search_attributes.get(TASK) async for each in temporal.list_workflows(query)}
    return {task_id for task_id in found if task_id is not None}


async def claimed(temporal: Temporal, queue: str, api: str, task_id: str, job_id: str) -> bool:
    """Take a task for a job, and return whether that has it now.

    Of equal requests, those whose create was answered have their tasks by the search attribute. Those that
    were cut off, and now look for theirs at the same time, get what they claim first. A job has one task:
    what it is about to claim is recorded before, so a worker that dies with a claim does not make the next
    one claim another task besides.

    Args:
        temporal: The client of Temporal.
        queue: The task queue of the jobs.
        api: The API.
        task_id: The id of the task.
        job_id: The id of the job.
    """
    if _ID.fullmatch(task_id):
        async for found in temporal.list_workflows(f"GettaskTask = '{task_id}'"):
            if found.id != job_id:
                return False
    while True:
        own, tried = await _claims(temporal, queue, api, job_id)
        if own is not None:
            return own == task_id
        if await _started(temporal, queue, f"{CLAIM}-of-{job_id}-{tried}", task_id) == task_id:
            return await _started(temporal, queue, _claim_id(api, task_id), job_id) == job_id


async def adopted(temporal: Temporal, queue: str, api: str, job_id: str) -> str | None:
    """Return the id of the task that a job has claimed, None if it has none.

    Args:
        temporal: The client of Temporal.
        queue: The task queue of the jobs.
        api: The API.
        job_id: The id of the job.
    """
    return (await _claims(temporal, queue, api, job_id))[0]


async def _claims(temporal: Temporal, queue: str, api: str, job_id: str) -> tuple[str | None, int]:
    """Return the task that a job has, None if it has none, and how many it has tried to claim."""
    for number in count():
        handle = temporal.get_workflow_handle_for(ClaimWorkflow.run, f"{CLAIM}-of-{job_id}-{number}")
        task_id = await _result(handle)
        if task_id is None:
            return None, number
        if await _started(temporal, queue, _claim_id(api, task_id), job_id) == job_id:
            return task_id, number + 1
    raise AssertionError("count() does not end")


async def _started(temporal: Temporal, queue: str, id: str, value: str) -> str | None:
    """Record a value under an id, unless there is one, and return the one that is there."""
    try:
        await temporal.start_workflow(
            ClaimWorkflow.run,
            value,
            id=id,
            task_queue=queue,
            id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
        )
    except WorkflowAlreadyStartedError:
        return await _result(temporal.get_workflow_handle_for(ClaimWorkflow.run, id))
    return value


async def _result(handle: WorkflowHandle[Any, str]) -> str | None:
    """Return what is recorded, None if nothing is."""
    try:
        return await handle.result()
    except RPCError as error:
        if error.status is RPCStatusCode.NOT_FOUND:
            return None
        raise


async def owner_of(temporal: Temporal, api: str, task_id: str) -> str | None:
    """Return the id of the job that has adopted a task, None if none has.

    A job whose create was answered has its task in a search attribute, which is there a moment late, or much
    later if its worker died: another job with an equal request may have adopted the task by then.

    Args:
        temporal: The client of Temporal.
        api: The API.
        task_id: The id of the task.
    """
    return await _result(temporal.get_workflow_handle_for(ClaimWorkflow.run, _claim_id(api, task_id)))
