"""The async clients: they do what the flows ask for, on asyncio."""

from __future__ import annotations

import inspect
import os
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping
from contextlib import aclosing, closing
from pathlib import Path
from typing import Any, ClassVar, Self, TypeVar

import anyio
import anyio.to_thread

from ._contract.contract import Contract, load
from ._contract.lifecycle import PollSchedule
from ._download.partial_file import MAX_BYTES, Verify
from .async_crew import AsyncCrew
from .clock import Clock, SystemClock
from .effects import Call, Effect, Emit, Fetch, Flow, Gather, Next, Resolve, Send, Sleep, Start
from .errors import GettaskError
from .events import Hook, TaskEvent, request, tell
from .flows import Flows, Request
from .replies import Reply
from .task import Handle, Task
from .transport import AsyncHttpClient, AsyncTransport
from .waiting import UNSET, Unset

T = TypeVar("T")


class AsyncClient:
    """A client of one API. Safe to share between tasks; use it in an `async with` statement, or close it.

    key: the API's key; without it the environment variable that the spec names is read.
    base_url: replaces every server of the spec.
    region: picks one of the spec's servers.
    timeout: seconds for connecting, then for one reply of the API, or each read of a download; None for no
        end.
    retries: how often one look is repeated when it fails for the moment; 0 for not at all, None for as often
        as it takes, in a wait up to its deadline.
    http_client: an httpx.AsyncClient of your own, which you close.
    clock: for tests.
    on_event: called with each request that has ended and each change of a task; see gettask.events.
    """

    api: ClassVar[str]

    def __init__(
        self,
        key: str | None = None,
        *,
        base_url: str | None = None,
        region: str | None = None,
        timeout: float | None = 30.0,
        retries: int | None = 2,
        http_client: AsyncHttpClient | None = None,
        clock: Clock | None = None,
        on_event: Hook | None = None,
    ) -> None:
        self._hook = on_event
        self._clock = clock or SystemClock()
        self._flows = Flows.open(
            load(self.api), key, base_url=base_url, region=region, retries=retries, clock=self._clock
        )
        self._transport = AsyncTransport(http_client, timeout)

    @property
    def contract(self) -> Contract:
        """What the spec says of the API, as data."""
        return self._flows.contract

    async def create(self, request: Request | Mapping[str, Any], *, variant: str | None = None) -> Handle:
        """Create a task and return its handle.

        request: a generated request model, or the JSON to send.
        variant: what to create, where the JSON does not say it, as Tripo's does not.

        Sent again only if no byte of it can have left: a second job would be billed. An error's
        `outcome_unknown` says whether the job may exist all the same. A task that fails at once raises
        TaskFailedError or InsufficientCreditError, which carry it.
        """
        return await self._run(self._flows.create(request, variant))

    async def get(self, task: Handle | Task | str) -> Task:
        """Return the task as it is now: one look.

        A look that fails for the moment is repeated up to `retries` times.
        """
        return await self._run(self._flows.get(task))

    async def wait(
        self,
        task: Handle | Task | str,
        *,
        deadline: float | Unset | None = UNSET,
        on_update: Callable[[Task], object] | None = None,
        schedule: PollSchedule | None = None,
    ) -> Task:
        """Return the task when it has its results.

        deadline: seconds for the whole wait; the state table's if not said, 0 for a single look, None for no
            end. The look that is under way when it passes is still finished.
        on_update: called with the task at the first look and at each change.
        schedule: how often to look, instead of the state table's.

        Raises TaskFailedError (or InsufficientCreditError) with the task when it ends otherwise,
        WaitTimeoutError with a handle to go on with when the deadline passes. A look that fails for the
        moment does not end the wait.
        """
        return await self._run(self._flows.wait(task, deadline, schedule), on_update)

    def watch(
        self,
        task: Handle | Task | str,
        *,
        deadline: float | Unset | None = UNSET,
        schedule: PollSchedule | None = None,
    ) -> AsyncGenerator[Task, None]:
        """Yield the task at each change, last when it is final, failed or not.

        Deadline and schedule as in `wait`; WaitTimeoutError when the deadline passes.
        """
        return self._iterate(self._flows.watch(task, deadline, schedule))

    def as_completed(
        self,
        tasks: Iterable[Handle | Task | str],
        *,
        deadline: float | Unset | None = UNSET,
        on_update: Callable[[Task], object] | None = None,
        schedule: PollSchedule | None = None,
        max_concurrency: int = 8,
        max_rate: float | None = None,
    ) -> AsyncGenerator[Task, None]:
        """Yield each task when it is final, failed or not, in the order in which they become so.

        What keeps a task from it (not found, deadline) does not end the others: it is raised after them, all
        in one ExceptionGroup.

        deadline, schedule: for each task, as in `wait`.
        on_update: called with a task at its first look and at each change, the last one included.
        max_concurrency: polls at once at most. The task that has been due the longest comes first, and a
            slow reply holds up no other task. The sync clients use a thread for each of them.
        max_rate: polls a second at most, all tasks together; None for as many as are due.

        Where the API asks for a pause (Retry-After), all tasks make it.
        """
        flow = self._flows.as_completed(tasks, deadline, schedule, max_concurrency, max_rate)
        return self._iterate_many(flow, on_update)

    async def cancel(self, task: Handle | Task | str) -> None:
        """Cancel a task that has not begun. Raises UnsupportedError if the API cancels none."""
        await self._run(self._flows.cancel(task))

    async def cancel_many(self, /, **which: Any) -> None:
        """Cancel all tasks of the account that have not begun and are of a kind.

        which: what the spec lets one choose by, all that it requires of it, such as model="all",
            created_before=1729123200.

        Raises ValueError, which names what can be said, and UnsupportedError if the API cancels none so.
        """
        await self._run(self._flows.cancel_many(which))

    async def account(self, /, resource: str | None = None, **params: Any) -> Any:
        """Return what the API tells about the account, as JSON; the key is left out where it stands there.

        resource: which of the things that it tells, such as balance, usage, active_tasks, task_history; the
            account or its balance if not said.
        params: what the spec lets one narrow it down by, such as limit=10.

        Raises UnsupportedError, which names all that the API tells, for anything else.
        """
        return await self._run(self._flows.account(resource, params))

    async def upload(self, path: str | os.PathLike[str], *, name: str | None = None) -> str:
        """Send a file, and return the URL or token by which the input of a task names it.

        The file is read whole. `name` is what the API is told that it is called; its own name if not said.
        Raises UnsupportedError if the API takes no files.
        """
        return await self._run(self._flows.upload(path, name))

    async def download(
        self,
        task: Handle | Task | str,
        folder: str | os.PathLike[str] = ".",
        *,
        max_bytes: int = MAX_BYTES,
        allow_private: bool = False,
        verify: Verify | None = None,
    ) -> list[Path]:
        """Save all results of a task in a folder, which is made if need be, and return their paths.

        Files are named by kind and number, never by the network, and replace none. Each is checked (length,
        media type) and appears only when whole; a transfer that breaks goes on where it broke, if the server
        allows it. The key is not sent. An expired link is renewed by one look.

        max_bytes: the longest that one result may be, 1 GiB if not said.
        allow_private: also fetch from hosts that are not on the public internet; without it none of them is
            asked but the API's own host, and this machine if the API is on it.
        verify: called with the result and the path of its bytes before the file gets its name; False or
            ValueError refuses it. This is the place to compare a hash.

        Raises DownloadError, with the paths that were saved, when one of them was not; ValueError when the
        task has no results yet.
        """
        return await self._run(self._flows.download(task, folder, max_bytes, allow_private, verify))

    async def aclose(self) -> None:
        """Close the connections."""
        await self._transport.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self._flows.base_url!r})"

    async def _run(self, flow: Flow[T], on_update: Callable[[Task], object] | None = None) -> T:
        with closing(flow):
            while isinstance(step := await self._advance(flow), Emit):
                await _call(on_update, step.task)
            return step[0]

    async def _iterate(self, flow: Flow[object]) -> AsyncGenerator[Task, None]:
        with closing(flow):
            while isinstance(step := await self._advance(flow), Emit):
                yield step.task

    async def _iterate_many(
        self, flow: Flow[None], on_update: Callable[[Task], object] | None
    ) -> AsyncGenerator[Task, None]:
        async with aclosing(AsyncCrew(self._send, self._clock)) as crew:
            with closing(flow):
                while isinstance(step := await self._advance(flow, crew), Emit):
                    await _call(on_update, step.task)
                    if step.last:
                        yield step.task

    async def _advance(self, flow: Flow[T], crew: AsyncCrew | None = None) -> Emit | tuple[T]:
        """Go on with a flow until it hands out a task or returns."""
        result: Any = None
        try:
            effect = next(flow)
            while not isinstance(effect, Emit):
                try:
                    result = await self._perform(effect, crew)
                except Exception as error:  # noqa: BLE001 - the flow cleans up, then raises it
                    effect = flow.throw(error)
                else:
                    effect = flow.send(result)
            tell(TaskEvent(self.api, effect.task), self._hook)
            return effect
        except StopIteration as stop:
            return (stop.value,)

    async def _perform(self, effect: Effect, crew: AsyncCrew | None) -> Any:
        match effect:
            case Send():
                return await self._send(effect)
            case Start() if crew is not None:
                return crew.start(effect)
            case Next() if crew is not None:
                return await crew.next(effect)
            case Fetch():
                with request(self.api, effect, self._hook) as ended:
                    return ended(await self._transport.fetch(effect))
            case Gather():
                return await self._settle_all(effect)
            case Call():
                return await anyio.to_thread.run_sync(effect.function)
            case Resolve():
                return await self._transport.resolve(effect.host)
            case Sleep():
                return await self._clock.asleep(effect.seconds)

    async def _send(self, send: Send) -> Reply:
        with request(self.api, send, self._hook) as ended:
            return ended(await self._transport.send(send))

    async def _settle_all(self, gather: Gather) -> list[Any]:
        results: dict[int, Any] = {}
        slots = anyio.Semaphore(gather.limit)

        async def settle(number: int, flow: Flow[Any]) -> None:
            async with slots:
                try:
                    results[number] = await self._run(flow)
                except GettaskError as error:
                    results[number] = error

        try:
            async with anyio.create_task_group() as group:
                for number, flow in enumerate(gather.flows):
                    group.start_soon(settle, number, flow)
        except BaseExceptionGroup as errors:  # all the others were cancelled: the first is what went wrong
            raise errors.exceptions[0] from None
        return [results[number] for number in range(len(gather.flows))]


class AsyncPiAPI(AsyncClient):
    """A client of PiAPI."""

    api = "piapi"


class AsyncTripo(AsyncClient):
    """A client of Tripo's API, which is in its version 3."""

    api = "tripo"


class AsyncTripoV2(AsyncClient):
    """A client of Tripo's v2 API, which was shut down."""

    api = "tripo-v2"


CLIENTS: dict[str, type[AsyncClient]] = {each.api: each for each in (AsyncPiAPI, AsyncTripo, AsyncTripoV2)}
"""The async client of each API, by the API's name."""


async def _call(on_update: Callable[[Task], object] | None, task: Task) -> None:
    if on_update is not None:
        called = on_update(task)
        if inspect.isawaitable(called):
            await called
