"""Waits for the tasks of many jobs at once, and completes their activities when they have ended.

An activity that waits holds no slot and no thread: it is handed to the waiter, which gathers those that come
in a moment into one `as_completed`. A beat tells Temporal that the worker lives; without it another worker
gets the task.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Coroutine, Iterable, Mapping
from functools import partial
from typing import Any

from temporalio import activity
from temporalio.client import AsyncActivityHandle
from temporalio.client import Client as Temporal
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError, RPCStatusCode

from ..._async.client import AsyncClient
from ..._redact import printable, redact
from ..._sync.client import Client
from ...errors import GettaskError, MissingResultsError
from ...task import Handle, Task
from ..files import FileNames, save
from ..model import JobState
from .claim import owner_of
from .model import FINISH, TAKEN, JobResult, JobTask

log = logging.getLogger("gettask")

GATHER = 0.2
"""Seconds in which tasks are gathered that are then waited for together."""
BEATS = 3
"""How many beats a task has in the time after which a silent worker counts as dead."""
MAX_DOWNLOADS = 8
"""Jobs whose results are saved at once."""
MAX_BEATS = 32
"""Beats at once."""
MAX_PAUSE = 10.0
"""The longest pause before Temporal is told once more how a task has ended, while it does not answer."""


class _Waiting:
    """An activity that waits for the task of a job."""

    def __init__(self, job: JobTask, handle: AsyncActivityHandle) -> None:
        self.job, self.handle = job, handle
        self.seen: dict[str, Any] = {}
        self.beat_at = time.monotonic() + job.heartbeat / BEATS


class Waiter:
    """The waits of one worker.

    Args:
        temporal: The client of Temporal.
        pollers: An async client of each API, by name.
        savers: A sync client of each API, which saves results in threads.
        below: Folders and URLs of object storage of which results have to be below one. Default: anywhere.
    """

    def __init__(
        self,
        temporal: Temporal,
        pollers: Mapping[str, AsyncClient[Any]],
        savers: Mapping[str, Client[Any]],
        below: Iterable[str] = (),
    ) -> None:
        self._temporal, self._pollers, self._savers = temporal, pollers, savers
        self._arrived: dict[str, list[_Waiting]] = {}
        self._waiting: set[_Waiting] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._downloads = asyncio.Semaphore(MAX_DOWNLOADS)
        self._below = [*below]
        self._parsed: dict[str, FileNames] = {}

    @activity.defn(name=FINISH)
    async def finish(self, job: JobTask) -> JobResult:
        """Wait for the task of a job, and save its results. The activity ends when `run` completes it."""
        handle = self._temporal.get_async_activity_handle(task_token=activity.info().task_token)
        waiting = _Waiting(job, handle)
        self._waiting.add(waiting)
        self._arrived.setdefault(job.api, []).append(waiting)
        activity.raise_complete_async()

    async def run(self) -> None:
        """Wait, until this is cancelled; then hand all that is left to other workers."""
        try:
            self._start(self._beat())
            while True:
                await asyncio.sleep(GATHER)
                arrived, self._arrived = self._arrived, {}
                for api, group in arrived.items():
                    self._start(self._wait(self._pollers[api], group))
        finally:
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)
            error = ApplicationError("the worker ends; another one goes on")
            await asyncio.gather(*(each.handle.fail(error) for each in self._waiting), return_exceptions=True)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _wait(self, client: AsyncClient[Any], group: list[_Waiting]) -> None:
        """Wait for some tasks. What cannot be waited for is given to Temporal to be tried again."""
        by_id: dict[str, list[_Waiting]] = {}
        for each in group:
            by_id.setdefault(each.job.task_id, []).append(each)

        def saw(task: Task[Any]) -> None:
            for each in by_id[task.id]:
                each.seen = {"status": printable(task.status), "progress": task.progress}

        try:
            handles = {each.job.task_id: each.job.handle for each in group}
            tasks = [id if (handle := handles[id]) is None else Handle.from_json(handle) for id in by_id]
            async for task in client.as_completed(tasks, on_update=saw):
                for each in by_id.pop(task.id):
                    self._start(self._end(each, task))
        except Exception as error:  # noqa: BLE001 - every activity of the group has to be told
            errors = error.exceptions if isinstance(error, ExceptionGroup) else (error,)
            reasons = {e.handle.id: e for e in errors if isinstance(e, GettaskError) and e.handle is not None}
            for id, left in by_id.items():
                why = reasons.get(id, error)
                for each in left:
                    await self._tell(each, partial(each.handle.fail, _failure(why)))

    async def _end(self, waiting: _Waiting, task: Task[Any]) -> None:
        """Save the results of a task that has ended, and complete its activity."""
        try:
            await self._check_owner(waiting.job)
            result = await self._result(waiting.job, task)
        except Exception as error:  # noqa: BLE001 - Temporal has another try, here or elsewhere
            await self._tell(waiting, partial(waiting.handle.fail, _failure(error)))
        else:
            await self._tell(waiting, partial(waiting.handle.complete, result))

    async def _check_owner(self, job: JobTask) -> None:
        """Leave a task to the job that has adopted it. It is asked late: a claim after this sees our task.

        Raises:
            ApplicationError: Another job has it.
        """
        owner = await owner_of(self._temporal, job.api, job.task_id)
        if owner not in (None, job.job_id):
            raise ApplicationError(f"job {owner} has adopted the task", type=TAKEN, non_retryable=True)

    async def _result(self, job: JobTask, task: Task[Any]) -> JobResult:
        cost, files, error = task.cost, list[str](), None
        state = JobState.SUCCEEDED if task.phase.succeeded else JobState.FAILED
        if not task.phase.succeeded:
            error = redact(str(task.error or task.status))
        elif task.missing_results:
            state, error = JobState.ERROR, redact(str(MissingResultsError.of(task)))
        elif job.out is not None:
            names = self._names(job.out)
            async with self._downloads:
                work = partial(save, self._savers[job.api], task, names, job.name, job.job_id)
                files = await asyncio.to_thread(work)
        return JobResult(
            state,
            task.id,
            task.status,
            error,
            None if cost is None else cost.amount,
            None if cost is None else cost.unit,
            None if cost is None or cost.usd is None else float(cost.usd),
            files,
        )

    def _names(self, out: str) -> FileNames:
        """Return where results go. Whoever submits a job says that, so it may have to be below a place.

        Raises:
            ApplicationError: It is elsewhere.
        """
        if out not in self._parsed:
            names = FileNames.parse(out)
            if self._below and not any(map(names.is_below, self._below)):
                where = " or ".join(self._below)
                raise ApplicationError(f"{out!r} is not below {where}", type="Forbidden", non_retryable=True)
            self._parsed[out] = names
        return self._parsed[out]

    async def _tell(self, waiting: _Waiting, call: partial[Coroutine[Any, Any, None]]) -> None:
        """Tell Temporal how an activity has ended, however long it does not answer."""
        self._waiting.discard(waiting)
        pause = 0.1
        while True:
            try:
                return await call()
            except RPCError as error:
                if (
                    error.status is RPCStatusCode.NOT_FOUND
                ):  # another worker was quicker, or the job has ended
                    return None
                log.warning("Temporal does not take the end of task %s: %s", waiting.job.task_id, error)
            await asyncio.sleep(pause)
            pause = min(pause * 2, MAX_PAUSE)

    async def _beat(self) -> None:
        """Tell Temporal at times that this worker waits, and drop what it need not wait for any more."""
        limit = asyncio.Semaphore(MAX_BEATS)

        async def beat(waiting: _Waiting) -> None:
            async with limit:
                try:
                    await waiting.handle.heartbeat(waiting.seen)
                except RPCError as error:
                    if error.status is RPCStatusCode.NOT_FOUND:
                        self._waiting.discard(waiting)

        while True:
            await asyncio.sleep(GATHER)
            now = time.monotonic()
            due = [each for each in self._waiting if each.beat_at <= now]
            for each in due:
                each.beat_at = now + each.job.heartbeat / BEATS
            await asyncio.gather(*map(beat, due), return_exceptions=True)


def _failure(error: BaseException) -> ApplicationError:
    """Return an error as Temporal keeps it. A task that does not exist is not looked for again."""
    if isinstance(error, ApplicationError):
        return error
    gone = type(error).__name__ == "TaskNotFoundError"
    return ApplicationError(
        redact(f"{type(error).__name__}: {error}"), type=type(error).__name__, non_retryable=gone
    )
