"""The workflow of one job: create or find what was cut off, wait, save.

It decides, and does nothing itself: no I/O, no clock but Temporal's. What it does must be repeatable from its
history, so a change of its steps needs `workflow.patched`; tests replay the histories of earlier versions.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from temporalio import workflow
from temporalio.common import RetryPolicy, SearchAttributeUpdate
from temporalio.exceptions import ActivityError, ApplicationError

with workflow.unsafe.imports_passed_through():
    from ..model import JobState
    from . import attributes
    from .model import (
        CANCEL,
        CREATE,
        FINISH,
        MAX_CREATES,
        NOT_CREATED,
        SEARCH_TIMEOUT,
        TAKEN,
        WORKFLOW,
        JobOrder,
        JobProgress,
        JobResult,
        JobTask,
        create_queue,
    )

CANCEL_TIMEOUT = timedelta(seconds=120)
LEAST_TIME = 0.1
"""Seconds that a wait has at least, although the deadline of the job has passed."""

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
        began, cut_off = workflow.time(), order.cut_off
        for _ in range(MAX_CREATES):
            result = await self._create(order, cut_off)
            self._task_id = result.task_id
            if result.task_id is not None:
                result = await self._finish(order, result.task_id, result.handle)
            if result.state != JobState.UNKNOWN or self._task_id is None:
                break
            # Another job with an equal request has adopted the task: it is this one whose create was cut off.
            cut_off = began if order.cut_off is None else order.cut_off
            result = replace(result, cut_off=cut_off)
        self._state, self._task_id = JobState(result.state), result.task_id
        changes: list[SearchAttributeUpdate[Any]] = [attributes.STATE.value_set(result.state)]
        if result.state == JobState.UNKNOWN:
            changes.append(attributes.TASK.value_unset())
        if result.cost_usd is not None:
            changes.append(attributes.COST_USD.value_set(result.cost_usd))
        workflow.upsert_search_attributes(changes)
        return result

    async def _create(self, order: JobOrder, cut_off: float | None) -> JobResult:
        """Create the task, or find it, and return what is known: in the state open, error or unknown.

        Temporal attempts the activity again without an event; `once` says what an attempt may do.

        Args:
            order: The job.
            cut_off: When a create of it was cut off, None if none was.
        """
        since = workflow.time() if cut_off is None else cut_off
        attempt_timeout = timedelta(seconds=order.create_timeout)
        try:
            created = await workflow.execute_activity(
                CREATE,
                args=[workflow.info().workflow_id, order, since, cut_off is not None],
                result_type=str,
                task_queue=create_queue(workflow.info().task_queue, order.api),
                heartbeat_timeout=attempt_timeout,  # only a search beats
                start_to_close_timeout=max(SEARCH_TIMEOUT, attempt_timeout),
                retry_policy=PATIENT,
            )
        except ActivityError as error:
            cause = error.cause
            message = cause.message if isinstance(cause, ApplicationError) else str(cause)
            if isinstance(cause, ApplicationError) and cause.type == NOT_CREATED:
                return JobResult(JobState.ERROR, error=message)
            return JobResult(JobState.UNKNOWN, error=message, cut_off=since)
        task_id, _, handle = created.partition("\n")
        return JobResult(JobState.OPEN, task_id, handle=handle or None)

    async def _finish(self, order: JobOrder, task_id: str, handle: str | None) -> JobResult:
        """Wait for the task, and save its results. It is unknown if another job has adopted the task."""
        self._state = JobState.OPEN
        workflow.upsert_search_attributes(
            [attributes.TASK.value_set(task_id), attributes.STATE.value_set(self._state)]
        )
        job_id = workflow.info().workflow_id
        task = JobTask(
            job_id, order.api, task_id, order.variant, order.name, order.out, order.heartbeat, handle
        )
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
            if isinstance(cause, ApplicationError) and cause.type == TAKEN:
                return JobResult(JobState.UNKNOWN, error=cause.message)
            reason = cause.message if isinstance(cause, ApplicationError) else "its deadline passed"
            return JobResult(JobState.ERROR, task.task_id, error=f"{reason}; the task may go on")

    async def _cancel(self, task: JobTask) -> None:
        """Ask the API to cancel the task, if it can."""
        try:
            await workflow.execute_activity(
                CANCEL,
                task,
                start_to_close_timeout=CANCEL_TIMEOUT,
                retry_policy=RetryPolicy(maximum_attempts=5),
            )
        except ActivityError as error:
            workflow.logger.warning("task %s was not cancelled: %s", task.task_id, error.cause)
