"""What asyncio does otherwise than threads; `gettask._sync.concurrency` is its twin."""

from __future__ import annotations

import asyncio
import inspect
import math
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import TypeVar

import anyio
import anyio.to_thread

from .._clock import Clock, SystemClock
from .._http.errors import MAX_CONCURRENCY
from .._http.request import Request
from .._http.response import Response
from .._polling.schedule import ScheduledPoll
from ..errors import GettaskError

T = TypeVar("T")
R = TypeVar("R")


class AsyncWake:
    """Ends a sleep early. Only the machine's clock can be woken up: others sleep to the end."""

    def __init__(self) -> None:
        self._event = anyio.Event()

    def set(self) -> None:
        """End the sleep that is under way, or else the next one."""
        self._event.set()

    async def sleep(self, clock: Clock, seconds: float) -> None:
        """Return after some seconds, or when this is set."""
        if not isinstance(clock, SystemClock):
            await clock.asleep(seconds)
            return
        await clock.adoze(self._event, seconds)
        if self._event.is_set():
            self._event = anyio.Event()


class AsyncDispatcher:
    """Sends polls in the background, each in a task of asyncio, which is cancelled when it is left early."""

    def __init__(self, send: Callable[[Request], Coroutine[None, None, Response]], clock: Clock) -> None:
        self._send = send
        self._clock = clock
        self._ended: list[tuple[ScheduledPoll, Response | BaseException]] = []
        self._wake = asyncio.Event()
        self._idle = AsyncWake()
        self._running = 0
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, poll: ScheduledPoll, request: Request) -> None:
        """Send the request of a poll without waiting for the response."""
        self._running += 1
        task = asyncio.create_task(self._work(poll, request))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def wake(self) -> None:
        """Have `next` return at once."""
        self._wake.set()
        self._idle.set()

    async def next(self, seconds: float | None) -> list[tuple[ScheduledPoll, Response | GettaskError]]:
        """Return the polls that have ended; wait for one, but no longer than some seconds."""
        if not self._ended:
            if seconds is None:
                await self._wake.wait()
            elif self._running:
                await self._clock.await_(self._wake, seconds)
            else:
                await self._idle.sleep(self._clock, seconds)
        self._wake.clear()
        ended, self._ended = self._ended, []
        self._running -= len(ended)
        return [(poll, _checked(outcome)) for poll, outcome in ended]

    async def aclose(self) -> None:
        """Cancel the requests that are under way, and return when they have ended."""
        tasks = [*self._tasks]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _work(self, poll: ScheduledPoll, request: Request) -> None:
        outcome: Response | BaseException
        try:
            outcome = await self._send(request)
        except BaseException as error:  # noqa: BLE001 - `next` raises it
            outcome = error
        self._ended.append((poll, outcome))
        self._wake.set()


async def map_concurrently(function: Callable[[T], Awaitable[R]], items: Sequence[T], limit: int) -> list[R]:
    """Return what a function makes of each item, with up to `limit` calls at once.

    What it raises is raised at once, and cancels the other calls.
    """
    results: dict[int, R] = {}
    semaphore = anyio.Semaphore(limit)

    async def call(number: int, item: T) -> None:
        async with semaphore:
            results[number] = await function(item)

    try:
        async with anyio.create_task_group() as group:
            for number, item in enumerate(items):
                group.start_soon(call, number, item)
    except BaseExceptionGroup as errors:  # all the others were cancelled: the first is what went wrong
        raise errors.exceptions[0] from None
    return [results[number] for number in range(len(items))]


async def run_blocking(function: Callable[[], T]) -> T:
    """Return what a function returns that may take long, such as one that reads a file."""
    return await anyio.to_thread.run_sync(function)


async def run_shielded(function: Callable[[], Awaitable[None]]) -> None:
    """Await a function to its end, although the caller is cancelled: it closes something."""
    with anyio.CancelScope(shield=True):
        await function()


async def resolve(host: str, port: int) -> list[tuple[str, int]]:
    """Return the addresses to connect to: the host itself, of which asyncio tries all addresses in time."""
    return [(host, port)]


class AsyncTurns:
    """Lets no more requests of a client under way at once than MAX_CONCURRENCY."""

    def __init__(self) -> None:
        self._semaphore = asyncio.Semaphore(MAX_CONCURRENCY)

    async def take(self, seconds: float) -> None:
        """Wait for a turn; raise TimeoutError if there is none within some seconds."""
        if self._semaphore.locked() and seconds < math.inf:
            async with asyncio.timeout(seconds):
                await self._semaphore.acquire()
        else:
            await self._semaphore.acquire()

    def give_back(self) -> None:
        """End a turn."""
        self._semaphore.release()


async def notify(callback: Callable[[T], object] | None, value: T) -> None:
    """Call a function of the caller's, if there is one, and await what it returns."""
    if callback is not None:
        returned = callback(value)
        if inspect.isawaitable(returned):
            await returned


async def agrees(callback: Callable[[T, R], object] | None, first: T, second: R) -> bool:
    """Return whether a function of the caller's, if there is one, or what it returns, is not False."""
    if callback is None:
        return True
    returned = callback(first, second)
    return (await returned if inspect.isawaitable(returned) else returned) is not False


def _checked(outcome: Response | BaseException) -> Response | GettaskError:
    """Raise what is no failure of a poll but a mistake."""
    if isinstance(outcome, BaseException) and not isinstance(outcome, GettaskError):
        raise outcome
    return outcome
