"""Which job has a task that was found in a list of the account: one, on whatever machine."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from temporalio import workflow
from temporalio.client import Client as Temporal
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
    """A workflow whose id names a task, so that there is one: the claim of the job that has adopted it."""

    @workflow.run
    async def run(self, job_id: str) -> str:
        """Return the id of the job."""
        return job_id


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
    were cut off, and now look for theirs at the same time, get what they claim first.

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
    try:
        await temporal.start_workflow(
            ClaimWorkflow.run,
            job_id,
            id=_claim_id(api, task_id),
            task_queue=queue,
            id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
        )
    except WorkflowAlreadyStartedError:
        return await owner_of(temporal, api, task_id) == job_id
    return True


async def owner_of(temporal: Temporal, api: str, task_id: str) -> str | None:
    """Return the id of the job that has adopted a task, None if none has.

    A job whose create was answered has its task in a search attribute, which is there a moment late, or much
    later if its worker died: another job with an equal request may have adopted the task by then.

    Args:
        temporal: The client of Temporal.
        api: The API.
        task_id: The id of the task.
    """
    handle = temporal.get_workflow_handle_for(ClaimWorkflow.run, _claim_id(api, task_id))
    try:
        return await handle.result()
    except RPCError as error:
        if error.status is RPCStatusCode.NOT_FOUND:
            return None
        raise
