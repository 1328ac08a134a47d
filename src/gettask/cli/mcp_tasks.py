"""The tasks extension of the Model Context Protocol (SEP-2663), over the job store.

A call that would have to wait returns a task at once, whose id is that of its job. So a task outlives the
server, and is polled at the API on the schedule of its spec, however often a client asks.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from mcp.server.context import CallNext, HandlerResult, ServerRequestContext
from mcp.server.mcpserver import Extension, MethodBinding, require_client_extension
from mcp.shared.exceptions import MCPError
from mcp.types import (
    INTERNAL_ERROR,
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    RequestParams,
    TextContent,
)
from mcp.types.version import MODERN_PROTOCOL_VERSIONS

from .._redact import redact
from ..errors import GettaskError
from ..jobs.agent import AgentJobs
from ..jobs.model import Job, JobState
from ..task import Task

CREATES, WAITS = "create_task", "wait_for_job"
"""The tools whose calls become tasks."""
ANOTHER = 60.0
"""Seconds between two reads of a job that another process waits for."""
CALL_AGAIN = f"Its create may have been cut off: call {CREATES} again, which searches for it."


class TaskParams(RequestParams):
    """Parameters of `tasks/get` and `tasks/cancel`."""

    task_id: str


class UpdateParams(TaskParams):
    """Parameters of `tasks/update`."""

    input_responses: dict[str, Any]


@dataclass(slots=True)
class _Wait:
    """The wait for one job: what was seen last, and what ended it for good."""

    running: asyncio.Task[None] | None = None
    message: str | None = None
    error: str | None = None


class JobTasks(Extension):
    """Lets clients that declare the extension wait for jobs by tasks; for others nothing changes."""

    identifier = "io.modelcontextprotocol/tasks"
    jobs: AgentJobs

    def __init__(self) -> None:
        self._waits: dict[str, _Wait] = {}
        self._cancelled: set[str] = set()

    def methods(self) -> Sequence[MethodBinding]:
        """Return the methods of the extension."""
        versions = frozenset(MODERN_PROTOCOL_VERSIONS)
        return [
            MethodBinding("tasks/get", TaskParams, self._get, versions),
            MethodBinding("tasks/update", UpdateParams, self._update, versions),
            MethodBinding("tasks/cancel", TaskParams, self._cancel, versions),
        ]

    async def intercept_tool_call(
        self, params: CallToolRequestParams, ctx: ServerRequestContext[Any, Any], call_next: CallNext
    ) -> HandlerResult:
        """Return a task for a call whose job has not ended; every other call has its own result."""
        if not self._declared(ctx):
            return await call_next(ctx)
        if params.name == WAITS and (job := self._open((params.arguments or {}).get("job"))):
            return self._started(job)
        result = await call_next(ctx)
        if params.name == CREATES and isinstance(result, CallToolResult) and not result.is_error:
            job = self._open((result.structured_content or {}).get("job"))
            return result if job is None else self._started(job)
        return result

    async def aclose(self) -> None:
        """End all waits. The jobs stay in the store."""
        running = [wait.running for wait in self._waits.values() if wait.running is not None]
        for each in running:
            each.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def _get(self, ctx: ServerRequestContext[Any, Any], params: TaskParams) -> dict[str, Any]:
        job = self._known(ctx, params)
        wait = self._waited_for(job)
        return self._fields(job, wait) | self._outcome(job, wait)

    async def _update(self, ctx: ServerRequestContext[Any, Any], params: UpdateParams) -> dict[str, Any]:
        self._known(ctx, params)  # no job asks for input: what is answered to nothing is ignored
        return {}

    async def _cancel(self, ctx: ServerRequestContext[Any, Any], params: TaskParams) -> dict[str, Any]:
        job = self._known(ctx, params)
        if job.state is JobState.OPEN:
            wait = self._waited_for(job)
            try:
                await self.jobs.cancel(job)
            except GettaskError as error:  # it has started, has ended, or the API cannot cancel
                wait.message = redact(f"It cannot be cancelled: {error}")
            else:
                self._cancelled.add(job.id)
                self._end(job)  # the next one polls at once
                self._waited_for(job)
        return {}

    def _declared(self, ctx: ServerRequestContext[Any, Any]) -> bool:
        """Return whether the client of a request can take a task for an answer."""
        if ctx.protocol_version not in MODERN_PROTOCOL_VERSIONS:
            return False
        try:
            require_client_extension(ctx, self.identifier)
        except MCPError:
            return False
        return True

    def _open(self, job_id: object) -> Job | None:
        """Return a job that has a task to wait for."""
        job = self.jobs.find(job_id) if isinstance(job_id, str) else None
        return job if job is not None and job.state is JobState.OPEN else None

    def _known(self, ctx: ServerRequestContext[Any, Any], params: TaskParams) -> Job:
        require_client_extension(ctx, self.identifier)
        job = self.jobs.find(params.task_id)
        if job is None:
            raise MCPError(INVALID_PARAMS, f"no task {params.task_id!r}: its id is that of a job")
        return job

    def _started(self, job: Job) -> dict[str, Any]:
        """Return the task of a call. A wait that has failed before begins anew."""
        if job.id in self._waits and self._waits[job.id].error is not None:
            self._end(job)
        return {"resultType": "task", **self._fields(job, self._waited_for(job))}

    def _waited_for(self, job: Job) -> _Wait:
        """Return the wait for a job, which is begun unless the job has ended."""
        if job.state is not JobState.OPEN:
            self._end(job)
            return _Wait(message=job.error if job.state.final else CALL_AGAIN)
        wait = self._waits.setdefault(job.id, _Wait())
        if wait.error is None and (wait.running is None or wait.running.done()):
            wait.running = asyncio.create_task(self._wait(job, wait))
        return wait

    async def _wait(self, job: Job, wait: _Wait) -> None:
        async def update(task: Task[Any]) -> None:
            wait.message = progress_message(task)

        try:
            while (await self.jobs.wait(job, None, update)).state is JobState.OPEN:  # noqa: ASYNC110
                # Beyond its deadline, and another process goes on with it.
                await asyncio.sleep(ANOTHER)
        except GettaskError as error:
            wait.error = redact(f"{type(error).__name__}: {error}")

    def _end(self, job: Job) -> None:
        wait = self._waits.pop(job.id, None)
        if wait is not None and wait.running is not None:
            wait.running.cancel()

    def _fields(self, job: Job, wait: _Wait) -> dict[str, Any]:
        """Return what the protocol shows of each task. `ttlMs` is null: jobs stay until they are pruned."""
        message = wait.error or wait.message
        return {
            "taskId": job.id,
            "status": self._status(job, wait),
            "createdAt": _iso(job.created_at),
            "lastUpdatedAt": _iso(job.updated_at),
            "ttlMs": None,
            "pollIntervalMs": round(self.jobs.pause(job) * 1000),
            **({} if message is None else {"statusMessage": message}),
        }

    def _status(self, job: Job, wait: _Wait) -> str:
        if wait.error is not None:
            return "failed"
        if not job.state.final:
            return "working"
        cancelled = job.state is not JobState.SUCCEEDED and job.id in self._cancelled
        return "cancelled" if cancelled or self.jobs.cancelled(job) else "completed"

    def _outcome(self, job: Job, wait: _Wait) -> dict[str, Any]:
        """Return the result of the call of a task that has ended. A job that has failed is one, too."""
        status = self._status(job, wait)
        if status == "failed":
            return {"error": {"code": INTERNAL_ERROR, "message": wait.error}}
        if status != "completed":
            return {}
        found = record(job)
        content = [TextContent(text=json.dumps(found, indent=2))]
        result = CallToolResult(content=[*content], structured_content=found)
        return {"result": result.model_dump(by_alias=True, mode="json", exclude_none=True)}


def record(job: Job) -> dict[str, Any]:
    """Return what an agent is shown of a job."""
    return {
        "job": job.id,
        "api": job.api,
        "variant": job.variant,
        "state": job.state.value,
        "ended": job.state.final,
        "task": job.task_id,
        "status": job.status,
        "cost_usd": job.cost_usd,
        "estimate_usd": job.estimate_usd,
        "error": job.error,
        "files": list(job.files),
    }


def percent(task: Task[Any]) -> float:
    """Return the progress of a task, from 0 to 100."""
    return 100.0 if task.phase.succeeded else round((task.progress or 0.0) * 100, 1)


def progress_message(task: Task[Any]) -> str:
    """Return a sentence on where a task stands."""
    shown = "" if task.progress is None or task.phase.terminal else f", {percent(task):g} %"
    return f"{task.variant} {task.status}{shown}"


def _iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")
