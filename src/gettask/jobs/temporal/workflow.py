"""The workflow of one job: create, adopt what was cut off, wait, save.

It decides, and does nothing itself: no I/O, no clock but Temporal's. What it does must be repeatable from its
history, so a change of its steps needs `workflow.patched`; tests replay the histories of earlier versions.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from temporalio import workflow
from temporalio.common import RetryPolicy, SearchAttributeUpdate
from temporalio.exceptions import ActivityError, ApplicationError

with workflow.unsafe.imports_passed_through():
    from ..model import JobState
    from . import attributes
    from .model import (
        ADOPT,
        CANCEL,
        CREATE,
        FINISH,
        MAX_CREATES,
        NOT_CREATED,
        RATE_LIMITED,
        WORKFLOW,
        JobOrder,
        JobProgress,
        JobResult,
        JobTask,
        create_queue,
    )

ADOPT_TIMEOUT = timedelta(seconds=120)
LEAST_TIME = 0.1
"""Seconds that a wait has at least, although the deadline of the job has passed."""
MAX_PAUSE = 60.0
"""The longest pause after a create that was refused for too many requests, unless the API names one."""

ONCE = RetryPolicy(maximum_attempts=1)
PATIENT = RetryPolicy(initial_interval=timedelta(seconds=1), maximum_interval=timedelta(seconds=60))


@workflow.defn(name=WORKFLOW)
class JobWorkflow:
    """One job. Its id is that of the job, so a job that is submitted twice is one workflow."""

    def __init__(self) -> None:
        self._state = JobState.CREATING
        self._task_id: str | None = None
        self._cancelled = False
        self._finish_now = False

    @workflow.query
    def progress(self) -> JobProgress:
        """Return where the job stands."""
        return JobProgress(self._state, self._task_id)

    @workflow.signal
    def cancel(self) -> None:
        """Cancel the task. The job goes on until the task has ended."""
        self._cancelled = True

    @workflow.signal
    def ended(self) -> None:
        """Say that the task has ended, as a webhook reports: it is polled at once."""
        self._finish_now = True

    @workflow.run
    async def run(self, order: JobOrder) -> JobResult:
        """Return what became of the job."""
        result = await self._create(order)
        if result.task_id is not None:
            self._task_id = result.task_id
            result = await self._finish(order, result.task_id)
        self._state = JobState(result.state)
        changes: list[SearchAttributeUpdate[Any]] = [attributes.STATE.value_set(result.state)]
        if result.cost_usd is not None:
            changes.append(attributes.COST_USD.value_set(result.cost_usd))
        workflow.upsert_search_attributes(changes)
        return result

    async def _create(self, order: JobOrder) -> JobResult:
        """Create the task, or find it, and return what is known: in the state open, error or unknown."""
        since = workflow.time() if order.cut_off is None else order.cut_off
        cut_off, refused = order.cut_off is not None, 0
        for _ in range(MAX_CREATES):
            if cut_off:
                task_id = await self._adopt(order, since)
                if task_id is not None:
                    return JobResult(JobState.OPEN, task_id)
                if not order.recreate_unknown:
                    break
            created = await self._attempt(order)
            while isinstance(created, float):  # refused for too many requests: nothing was created
                await workflow.sleep(created or min(2.0**refused, MAX_PAUSE))
                created, refused = await self._attempt(order), refused + 1
            if created is not None:
                return created
            cut_off = True
        else:
            if (task_id := await self._adopt(order, since)) is not None:
                return JobResult(JobState.OPEN, task_id)
        error = "its create was cut off, and no list of the account shows its task"
        return JobResult(JobState.UNKNOWN, error=error, cut_off=since)

    async def _attempt(self, order: JobOrder) -> JobResult | float | None:
        """Send the create once. Return the pause after which it may be sent again, None if it was cut off."""
        try:
            task_id = await workflow.execute_activity(
                CREATE,
                args=[workflow.info().workflow_id, order],
                result_type=str,
                task_queue=create_queue(workflow.info().task_queue, order.api),
                start_to_close_timeout=timedelta(seconds=order.create_timeout),
                retry_policy=ONCE,  # a second attempt might be a second task
            )
        except ActivityError as error:
            cause = error.cause
            kind = cause.type if isinstance(cause, ApplicationError) else None
            if isinstance(cause, ApplicationError) and kind == NOT_CREATED:
                return JobResult(JobState.ERROR, error=cause.message)
            if isinstance(cause, ApplicationError) and kind == RATE_LIMITED:
                return float(cause.details[0]) if cause.details else 0.0
            return None
        return JobResult(JobState.OPEN, task_id)

    async def _adopt(self, order: JobOrder, since: float) -> str | None:
        """Look for the task of a create that was cut off."""
        found: str | None = await workflow.execute_activity(
            ADOPT,
            args=[workflow.info().workflow_id, order, since],
            start_to_close_timeout=ADOPT_TIMEOUT,
            retry_policy=PATIENT,
        )
        return found

    async def _finish(self, order: JobOrder, task_id: str) -> JobResult:
        """Wait for the task, and save its results."""
        self._state = JobState.OPEN
        workflow.upsert_search_attributes(
            [attributes.TASK.value_set(task_id), attributes.STATE.value_set(self._state)]
        )
        job_id = workflow.info().workflow_id
        task = JobTask(job_id, order.api, task_id, order.variant, order.name, order.out, order.heartbeat)
        until = workflow.time() + order.deadline
        result = None
        while result is None:
            result = await self._wait(task, timedelta(seconds=max(until - workflow.time(), LEAST_TIME)))
        return result

    async def _wait(self, task: JobTask, left: timedelta) -> JobResult | None:
        """Have a worker wait for the task. Return None if it is to be polled at once, in a new wait."""
        self._finish_now = False
        waiting: workflow.ActivityHandle[JobResult] = workflow.start_activity(
            FINISH,
            task,
            result_type=JobResult,
            schedule_to_close_timeout=left,
            heartbeat_timeout=timedelta(seconds=task.heartbeat),
            retry_policy=PATIENT,
            cancellation_type=workflow.ActivityCancellationType.ABANDON,
        )
        await workflow.wait_condition(lambda: waiting.done() or self._cancelled or self._finish_now)
        if not waiting.done() and self._cancelled:
            self._cancelled = False
            await self._cancel(task)
            await workflow.wait_condition(lambda: waiting.done() or self._finish_now)
        if not waiting.done():
            waiting.cancel()
            return None
        try:
            return await waiting
        except ActivityError as error:
            cause = error.cause
            reason = cause.message if isinstance(cause, ApplicationError) else "its deadline passed"
            return JobResult(JobState.ERROR, task.task_id, error=f"{reason}; the task may go on")

    async def _cancel(self, task: JobTask) -> None:
        """Ask the API to cancel the task, if it can."""
        try:
            await workflow.execute_activity(
                CANCEL,
                task,
                start_to_close_timeout=ADOPT_TIMEOUT,
                retry_policy=RetryPolicy(maximum_attempts=5),
            )
        except ActivityError as error:
            workflow.logger.warning("task %s was not cancelled: %s", task.task_id, error.cause)
