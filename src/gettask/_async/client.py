"""The operations of an API, written once."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping
from contextlib import aclosing
from dataclasses import replace
from functools import partial
from typing import Any, Generic, TypeVar, overload

from .._contract.handle import AnyTaskT, TaskRequest
from .._contract.lifecycle import PollSchedule
from .._http.outcome import note_outcome
from .._http.request import warn_of_deprecation
from .._http.response import Response
from .._polling.decide import Retry
from .._polling.schedule import PollQueue
from .._polling.wait import UNSET, Resumable, Unset, WaitOptions, WaitState
from .._redact import printable
from ..errors import (
    GettaskError,
    MissingResultsError,
)
from ..events import TaskEvent, emit
from ..task import Handle, Task
from .concurrency import AsyncDispatcher, AsyncWake, notify
from .jobs import AsyncJobsClient

log = logging.getLogger("gettask")

T = TypeVar("T")

_MOST_ENDED = 100
"""Tasks that had ended when they were created, and are kept at most."""


class AsyncClient(AsyncJobsClient, Generic[AnyTaskT]):
    """A client of one API; `AsyncPiAPI`, `AsyncTripo` and `AsyncTripoV2` are made of it.

    It may be shared between asyncio tasks. Use it in an `async with` statement, or call `aclose`.

    `AnyTaskT` is the union of the API's task models, known to type checkers alone: what a task is known by
    that was named by its id or created from JSON.

    Args:
        key: The API's key. Default: the environment variable that the spec names, such as PIAPI_API_KEY.
        base_url: A server that replaces every server of the spec. Default: GETTASK_MOCK_URL, a mock of all
            APIs, which needs no key; else the API's own variable, such as PIAPI_BASE_URL.
        region: The region of one of the spec's servers.
        timeout: Seconds for one request to the API as a whole, or each read of a download; None for no limit.
            An httpx.Client of your own limits each read instead, and proxies are left to one.
        retries: How often one request that may be repeated is sent again after a failure that may pass; 0
            for never, None for no limit, in a wait up to its deadline.
        http_client: An httpx.AsyncClient of your own, which you close.
        clock: A clock of your own, for tests; see `gettask.testing`.
        on_event: Called with each request that has ended and each change of a task; see `gettask.events`.
        jobs: Where jobs are recorded, so that nothing is created twice; see `gettask.jobs`. You close it.
            Default: nowhere.

    Raises:
        AuthenticationError: There is no key, or no header can carry it.
        ValueError: An option cannot be used.
    """

    @overload
    async def create(
        self,
        request: TaskRequest[T],
        *,
        variant: str | None = None,
        strict: bool = False,
        force: bool = False,
        label: str | None = None,
        job_id: str | None = None,
        prefer_wait: int | None = None,
    ) -> Handle[T]: ...
    @overload
    async def create(
        self,
        request: Mapping[str, Any],
        *,
        variant: str | None = None,
        strict: bool = False,
        force: bool = False,
        label: str | None = None,
        job_id: str | None = None,
        prefer_wait: int | None = None,
    ) -> Handle[AnyTaskT]: ...
    async def create(
        self,
        request: TaskRequest[Any] | Mapping[str, Any],
        *,
        variant: str | None = None,
        strict: bool = False,
        force: bool = False,
        label: str | None = None,
        job_id: str | None = None,
        prefer_wait: int | None = None,
    ) -> Handle[Any]:
        """Create a task and return its handle.

        The request is checked before it is sent: what contradicts the spec is refused; a field or value that
        may be newer than the spec is a RequestWarning. A kind of task that the vendor has deprecated is a
        DeprecatedTaskWarning, once. The request is sent again only if no byte of it can have left:
        a second job would be billed.

        Args:
            request: A generated request model, or the JSON to send.
            variant: What to create, where the JSON does not show it, as Tripo's does not.
            strict: Refuse what is otherwise a RequestWarning. Default: False.
            force: Send the request without a check. Default: False.
            label: A name for the job in the job store. Default: none.
            job_id: The id of the job in the job store: a second call with the same id and request sends
                nothing, and returns the handle of the first. Default: a random one.
            prefer_wait: Seconds for which the server is asked to wait for the result before it answers, less
                than `timeout` (`Prefer: wait` of RFC 7240, where the spec has it). If the task has succeeded
                by then, `wait` returns it without a poll. Default: not at all.

        Returns:
            The handle of the task, to wait with in this process or another.

        Raises:
            RequestValidationError: The request does not fit the spec, and was not sent.
            TaskFailedError: The task failed at once; the error carries it.
            InsufficientCreditError: The account has too little credit.
            JobConflictError: Another process is creating the job, or its id belongs to another request.
            JobUnknownError: An earlier create of the job was cut off; see `adopt`.
            JobStoreError: The job could not be recorded, and so the request was not sent.
            GettaskError: Any other failure. `outcome_unknown` says whether the job may exist all the same. So
                it does on a cancellation or KeyboardInterrupt; a note says where to look.
        """
        created = self._requests.variant_of(request, variant)
        sent = self._requests.create(request, created, prefer_wait)
        timeout = self._sender.timeout
        if prefer_wait is not None and timeout is not None and prefer_wait >= timeout:
            raise ValueError(f"prefer_wait={prefer_wait!r} has to be less than timeout={timeout!r}")
        if not force:
            from .._validation.request import validate  # takes time to import

            validate(self.contract, created, request, sent.body or b"", strict=strict)
        if created is not None:
            warn_of_deprecation(self.contract, created, sent.body or b"{}")
        name = created.name if created else None
        id = job = None
        if self._jobs is not None:
            job = self._jobs.begin(sent, name, label, job_id)
            if job.handle is not None:
                return job.handle
            sent = self._jobs.correlated(sent, job)
        elif job_id is not None:
            raise ValueError("job_id= needs a job store: pass jobs= to the client")
        try:
            id, polling_url, task = await self._sender.send(sent, self._parser.created)
            if self._jobs is not None and job is not None:  # before anything else can end this
                self._jobs.created(job, id, polling_url)
            log.info("%s created %s", self.api, printable(id))
            self._recent.add(id, self._clock.monotonic())
            handle = self._requests.handle(id, name, polling_url)
            if prefer_wait is not None and task is not None:
                self._keep_ended(replace(task, requested=handle))
            return handle
        except BaseException as error:
            if isinstance(error, GettaskError) and error.handle is not None:
                error.handle = self._requests.handle(error.handle.id, name)
            note_outcome(error, self.contract, id)
            if self._jobs is not None and job is not None:
                self._jobs.failed(job, error, id)
            raise

    @overload
    async def get(self, task: Handle[T] | Task[T]) -> Task[T]: ...
    @overload
    async def get(self, task: str) -> Task[AnyTaskT]: ...
    async def get(self, task: Handle[Any] | Task[Any] | str) -> Task[Any]:
        """Return the task as it is now: one poll.

        A poll that fails for the moment is repeated up to `retries` times.

        Args:
            task: The task, its handle or its id.

        Raises:
            TaskNotFoundError: There is no such task, or another key created it.
            GettaskError: Any other failure of the poll.
        """
        handle = self._requests.handle_of(self._noted(task))
        known_at = self._recent.known_at(handle.id)
        recent = self._clock.monotonic() - known_at <= self.contract.lifecycle.visible_within
        read = partial(self._parser.task, requested=handle, recent=recent)
        found = await self._sender.send(self._requests.get(handle), read)
        if self._jobs is not None:
            self._jobs.observe(found)
        return found

    @overload
    async def wait(
        self,
        task: Handle[T] | Task[T],
        *,
        deadline: float | Unset | None = UNSET,
        on_update: Callable[[Task[T]], object] | None = None,
        schedule: PollSchedule | None = None,
    ) -> Task[T]: ...
    @overload
    async def wait(
        self,
        task: str,
        *,
        deadline: float | Unset | None = UNSET,
        on_update: Callable[[Task[AnyTaskT]], object] | None = None,
        schedule: PollSchedule | None = None,
    ) -> Task[AnyTaskT]: ...
    async def wait(
        self,
        task: Handle[Any] | Task[Any] | str,
        *,
        deadline: float | Unset | None = UNSET,
        on_update: Callable[[Task[Any]], object] | None = None,
        schedule: PollSchedule | None = None,
    ) -> Task[Any]:
        """Poll a task until it succeeds, and return it.

        A failed poll does not fail the wait: connection errors, timeouts, HTTP 408, 425, 429 and 5xx, and
        malformed bodies are retried until the deadline. Permanent errors (invalid key, unknown id) are raised
        immediately.

        Args:
            task: The task, its handle or its id.
            deadline: Total time to wait, in seconds. Default: the API's limit. 0 polls once, None never times
                out. A poll that is under way at the deadline is still finished, within `timeout`.
            on_update: Called with the task at the first poll and at each change.
            schedule: The pauses between polls. Default: those of the API's state table.

        Returns:
            The task with its results.

        Raises:
            TaskFailedError: The task ended without success; the error carries it.
            MissingResultsError: The task succeeded, but its results are missing, also after a few polls more.
            InsufficientCreditError: The task failed because the account has too little credit.
            WaitTimeoutError: The deadline passed; wait again with the error's `handle`.
            GettaskError: A poll failed for good.
        """
        changes = self.watch(task, deadline=deadline, schedule=schedule)
        async with Resumable(self._requests.handle_of(task)), aclosing(changes):
            async for last in changes:
                await notify(on_update, last)
        if not last.phase.succeeded:
            raise self._parser.failure(last)
        if last.missing_results:
            raise MissingResultsError.of(last)
        return last

    @overload
    def watch(
        self,
        task: Handle[T] | Task[T],
        *,
        deadline: float | Unset | None = UNSET,
        schedule: PollSchedule | None = None,
    ) -> AsyncGenerator[Task[T], None]: ...
    @overload
    def watch(
        self,
        task: str,
        *,
        deadline: float | Unset | None = UNSET,
        schedule: PollSchedule | None = None,
    ) -> AsyncGenerator[Task[AnyTaskT], None]: ...
    async def watch(
        self,
        task: Handle[Any] | Task[Any] | str,
        *,
        deadline: float | Unset | None = UNSET,
        schedule: PollSchedule | None = None,
    ) -> AsyncGenerator[Task[Any], None]:
        """Yield the task at the first poll and at each change, until it is terminal, failed or not.

        Args:
            task: The task, its handle or its id.
            deadline: Total time to wait, in seconds, as in `wait`.
            schedule: The pauses between polls, as in `wait`.

        Raises:
            WaitTimeoutError: The deadline passed; wait again with the error's `handle`.
            GettaskError: A poll failed for good.
        """
        handle = self._requests.handle_of(self._noted(task))
        if (ended := self._ended.get(handle.id)) is not None:
            self._saw(ended)
            yield ended
            return
        options = self._wait_options(deadline, schedule)
        wait = WaitState(handle, options)
        request = self._requests.get(handle)

        def read(response: Response, now: float) -> Task[Any]:
            wait.note_pause(response, now)
            return self._parser.task(response, now, handle)

        wake = AsyncWake()
        with Resumable(handle), self._waits.listening(lambda id: wake.set() if id == handle.id else None):
            while True:
                while (held := options.held()) > 0:
                    await self._clock.asleep(held)
                try:
                    outcome = wait.step(await self._sender.send(request, read, options.until))
                except GettaskError as error:
                    outcome = wait.step(error)
                if wait.changed and wait.task is not None:
                    self._saw(wait.task)
                    yield wait.task
                if not isinstance(outcome, Retry):
                    break
                await wake.sleep(self._clock, outcome.after)
        if wait.error is not None:
            raise wait.error

    @overload
    def as_completed(
        self,
        tasks: Iterable[Handle[T] | Task[T]],
        *,
        deadline: float | Unset | None = UNSET,
        on_update: Callable[[Task[T]], object] | None = None,
        schedule: PollSchedule | None = None,
        max_concurrency: int = 8,
        max_rate: float | None = None,
    ) -> AsyncGenerator[Task[T], None]: ...
    @overload
    def as_completed(
        self,
        tasks: Iterable[Handle[AnyTaskT] | Task[AnyTaskT] | str],
        *,
        deadline: float | Unset | None = UNSET,
        on_update: Callable[[Task[AnyTaskT]], object] | None = None,
        schedule: PollSchedule | None = None,
        max_concurrency: int = 8,
        max_rate: float | None = None,
    ) -> AsyncGenerator[Task[AnyTaskT], None]: ...
    def as_completed(
        self,
        tasks: Iterable[Handle[Any] | Task[Any] | str],
        *,
        deadline: float | Unset | None = UNSET,
        on_update: Callable[[Task[Any]], object] | None = None,
        schedule: PollSchedule | None = None,
        max_concurrency: int = 8,
        max_rate: float | None = None,
    ) -> AsyncGenerator[Task[Any], None]:
        """Wait for many tasks; yield each when it is terminal, failed or not, in that order.

        The task that has been due the longest is polled first, and a slow response holds up no other task.
        A Retry-After on any response pauses polling for all tasks.

        Args:
            tasks: The tasks, their handles or their ids.
            deadline: Total time to wait for each task, in seconds, as in `wait`.
            on_update: Called with a task at its first poll and at each change, the last one included.
            schedule: The pauses between polls of one task, as in `wait`.
            max_concurrency: Polls at once at most. The sync clients use a thread for each.
            max_rate: Polls a second at most, all tasks together; None for no limit.

        Yields:
            Each task, once, in its last state.

        Raises:
            ExceptionGroup: Some waits ended without a terminal task (not found, deadline). It is raised after
                the other tasks were yielded.
            ValueError: A limit cannot be used.
        """
        queue = PollQueue(
            self._wait_options(deadline, schedule),
            map(self._requests.source_of, map(self._noted, tasks)),
            max_concurrency=max_concurrency,
            max_rate=max_rate,
        )
        return self._as_completed(queue, on_update)

    async def _as_completed(
        self, queue: PollQueue, on_update: Callable[[Task[Any]], object] | None
    ) -> AsyncGenerator[Task[Any], None]:
        try:
            async with aclosing(AsyncDispatcher(self._sender.send_once, self._clock)) as dispatcher:

                def hurry(id: str) -> None:
                    queue.hurry(id)
                    dispatcher.wake()

                with self._waits.listening(hurry):
                    while queue.unfinished:
                        while (poll := queue.start()) is not None:
                            request = self._requests.get(poll.wait.source)
                            dispatcher.start(poll, self._sender.within(request, poll.wait.options.until))
                        for poll, outcome in await dispatcher.next(queue.pause):
                            update = queue.finish(poll, outcome)
                            if update is not None:
                                self._saw(update.task)
                                await notify(on_update, update.task)
                                if update.last:
                                    yield update.task
        except GeneratorExit:
            raise
        except BaseException as error:
            queue.note(error)
            raise
        queue.raise_errors()

    def poll_now(self, task: Handle[Any] | Task[Any] | str) -> None:
        """Have the waits of this client for a task poll it at once, such as when a webhook reports its end.

        `wait`, `watch` and `as_completed` go on as they would after the next pause. A pause that the API has
        asked for is still made. Nothing happens if none waits for the task.

        Args:
            task: The task, its handle or its id.

        Example:
            >>> app = WebhookApp("piapi", secret=secret, on_end=lambda _, task: piapi.poll_now(task))
        """
        self._waits.hurry(self._requests.handle_of(task).id)

    async def cancel(self, task: Handle[Any] | Task[Any] | str) -> None:
        """Cancel a task that has not started.

        Args:
            task: The task, its handle or its id.

        Raises:
            UnsupportedError: The API cannot cancel a task.
            InvalidRequestError: The task has started, or has ended.
        """
        id = self._requests.handle_of(task).id
        await self._sender.send(self._requests.build("cancel_task", task=id), self._parser.json)
        if self.contract.operations["cancel_task"].removes:
            self._recent.forget(id)
        log.info("%s cancelled %s", self.api, printable(id))

    def _wait_options(self, deadline: float | Unset | None, schedule: PollSchedule | None) -> WaitOptions:
        def read(response: Response, handle: Handle[Any]) -> Task[Any]:
            return self._parser.task(response, self._clock.time(), handle)

        return WaitOptions(
            self.contract.lifecycle,
            self._clock,
            deadline=deadline,
            schedule=schedule,
            handle=self._requests.handle,
            read=read,
            known_at=self._recent.known_at,
            timeout=self._sender.timeout,
            waits=self._waits,
        )

    def _keep_ended(self, task: Task[Any]) -> None:
        """Keep a task that has succeeded before its first poll, so that a wait for it sends none."""
        if self._jobs is not None:
            self._jobs.observe(task)
        if task.phase.succeeded and not task.missing_results:
            self._ended[task.id] = task
            if len(self._ended) > _MOST_ENDED:
                self._ended.pop(next(iter(self._ended)), None)

    def _saw(self, task: Task[Any]) -> None:
        """Tell hooks and job store of a change of a task."""
        emit(TaskEvent(self.api, task), self._hook)
        if self._jobs is not None:
            self._jobs.observe(task)

    def _noted(self, task: Handle[T] | Task[T] | str) -> Handle[T] | Task[T] | str:
        """Return what a caller passed for a task, and remember that a task that was seen exists."""
        if isinstance(task, Task):
            self._recent.add(task.id, self._clock.monotonic())
        return task
