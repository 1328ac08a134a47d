"""Waiting for many: what a poll costs, what a waiting task holds, and how late a poll comes.

A poll of ours is one of `as_completed`, with everything that follows from it. A bare poll is `get(...)` and
`json()` in a loop, one coroutine a connection. All of them ask one server on loopback, in turns.
"""

from __future__ import annotations

import asyncio
import gc
import heapq
import json
import random
import time
import tracemalloc
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from types import SimpleNamespace

import aiohttp
import httpx

from benchmarks._server import end_after, serve
from benchmarks._table import show, verdict
from gettask import AsyncPiAPI, Handle, PollSchedule, Task
from gettask._clock import SystemClock
from gettask._contract.contract import load
from gettask._http.response import Response
from gettask._polling import schedule as polling
from gettask._polling.wait import WaitOptions
from gettask.task import read_task

EXAMPLE, ENDED = (
    json.loads((Path(__file__).parents[1] / f"openapi/piapi/examples/{name}.json").read_bytes())
    for name in ("segment_pending", "ace-step_completed")
)
ENDED["data"]["task_id"] = EXAMPLE["data"]["task_id"]
BODY, END = (json.dumps(body, separators=(",", ":")).encode() for body in (EXAMPLE, ENDED))
TASK, PROMPT = (text.encode() for text in (EXAMPLE["data"]["task_id"], EXAMPLE["data"]["input"]["prompt"]))
KEY = "dummy-key-0123456789"
CONNECTIONS = (1, 16, 64, 256)
TASKS = (1_000, 10_000, 100_000)
WORDS = (
    "a",
    "small",
    "cat",
    "guitar",
    "piano",
    "red",
    "mat",
    "slow",
    "street",
    "light",
    "old",
    "of",
    "in",
    "on",
)
WINDOW = 1.5
"""Seconds for which lateness is measured, three times; the best counts, since others may want the core."""

Poll = Callable[[], Awaitable[object]]


def main() -> None:
    """Print the tables."""
    with serve(BODY, END, TASK.decode()) as url:
        rate = asyncio.run(cost(url))
        asyncio.run(lateness(url, rate / 2))
    memory()


async def cost(url: str) -> float:
    """Polls a second and CPU a poll; return the polls a second of ours as installed, at 64 connections."""
    figures: dict[tuple[str, int], tuple[float, float]] = {}
    for count in CONNECTIONS:
        for name, contender in CONTENDERS.items():
            polls = 400 if name == "httpx" else 1500
            async with contender(url, count) as run:
                await run(2 * count)
                # Twice, of which the better counts: other processes may want the core.
                figures[name, count] = min([await timed(run, polls) for _ in range(2)])
    rows: list[list[object]] = []
    for (name, count), (micros, rate) in figures.items():
        ratio = micros / figures["httpx", count][0]
        judged = verdict(ratio, at_most=0.3) if name.startswith("ours") and count == 64 else ("", "")
        rows.append([f"{name}, {count}", micros, rate, ratio, *judged])
    show("A poll", ["client, connections", "CPU µs", "polls/s", "CPU/httpx", "target", ""], rows)

    rows = []
    for name in CONTENDERS:
        most, least = (pick(figures[name, count][0] for count in CONNECTIONS[1:]) for pick in (max, min))
        judged = verdict(most / least, at_most=1.3) if name == "ours" else ("", "")
        rows.append([f"{name}: most/least CPU, 16 to 256 connections", most / least, *judged])
    for name, wanted in (("ours", 1500), ("ours with fast", 5000)):
        rate = 1e6 / figures[name, 64][0]
        judged = verdict(rate, at_least=wanted)
        rows.append([f"{name}: polls/s that fill one core, 64 connections", rate, *judged])
    show("Capacity", ["figure", "", "target", ""], rows)
    return figures["ours", 64][1]


async def timed(run: Callable[[int], Awaitable[None]], polls: int) -> tuple[float, float]:
    """Return CPU µs a poll and polls a second."""
    cpu, wall = time.process_time(), time.perf_counter()
    await run(polls)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    return cpu / polls * 1e6, polls / wall


@asynccontextmanager
async def bare_httpx(url: str, count: int) -> AsyncIterator[Callable[[int], Awaitable[None]]]:
    """httpx's own client and pool, which opens 100 connections at most unless told otherwise."""
    async with httpx.AsyncClient(timeout=None) as client:  # on a busy machine some wait long for a connection

        async def poll() -> None:
            (await client.get(f"{url}/api/v1/task/some-id", headers={"X-API-Key": KEY})).json()

        yield lambda polls: in_loops(poll, count, polls)


@asynccontextmanager
async def bare_aiohttp(url: str, count: int) -> AsyncIterator[Callable[[int], Awaitable[None]]]:
    """aiohttp's session."""
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:

        async def poll() -> None:
            async with session.get(f"{url}/api/v1/task/some-id", headers={"X-API-Key": KEY}) as response:
                await response.json()

        yield lambda polls: in_loops(poll, count, polls)


async def in_loops(poll: Poll, count: int, polls: int) -> None:
    """Poll so often, in `count` coroutines."""
    left = iter(range(polls))

    async def loop() -> None:
        for _ in left:
            await poll()

    await asyncio.gather(*(loop() for _ in range(count)))


@asynccontextmanager
async def ours(
    url: str, count: int, *, fast: bool = False
) -> AsyncIterator[Callable[[int], Awaitable[None]]]:
    """`as_completed` of as many tasks as connections, each due again at once."""
    async with AsyncExitStack() as stack:
        session = None
        if fast:
            session = await stack.enter_async_context(
                aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
            )
        client = await stack.enter_async_context(AsyncPiAPI(KEY, base_url=url, http_client=session))
        schedule = PollSchedule(1e-9, maximum=1e-9, jitter=0)

        async def run(polls: int) -> None:
            end_after(url, max(polls - count, 0))  # then the next poll of each task finds it ended
            tasks = [f"task-{number}" for number in range(count)]
            async for _ in client.as_completed(
                tasks, deadline=None, schedule=schedule, max_concurrency=count
            ):
                pass
            end_after(url, 10**12)

        yield run


@asynccontextmanager
async def ours_fast(url: str, count: int) -> AsyncIterator[Callable[[int], Awaitable[None]]]:
    """As ours, through a session of aiohttp: the extra `fast`."""
    async with ours(url, count, fast=True) as run:
        yield run


CONTENDERS = {"httpx": bare_httpx, "aiohttp": bare_aiohttp, "ours": ours, "ours with fast": ours_fast}


async def lateness(url: str, rate: float) -> None:
    """How late polls come when tasks wait for them in such numbers that `rate` polls a second are due."""
    rows: list[list[object]] = [
        ["nothing, a timer alone", "", *reversed(percentiles(await timers())), "", ""]
    ]
    for count in TASKS:
        for name, wait in (("ours", in_one_heap), ("a coroutine a task", in_coroutines)):
            late = Lateness(count)
            async with (
                httpx.AsyncClient(transport=late) as http,
                AsyncPiAPI(KEY, base_url=url, clock=late.clock, http_client=http) as client,
            ):
                waiting = asyncio.create_task(wait(client, late, count / rate))
                await late.begun.wait()
                gc.collect()  # what the beginning left behind is not part of the waiting
                await asyncio.sleep(1)
                windows = [await late.window() for _ in range(3)]
                waiting.cancel()
                with suppress(asyncio.CancelledError):
                    await waiting
            most, half, polls = min(windows)
            judged = verdict(most, at_most=50) if name == "ours" else ("", "")
            rows.append([f"{count:,} tasks, {name}", polls / WINDOW, half, most, *judged])
    header = ["waiting", "polls/s", "p50 ms", "p99 ms", "target", ""]
    show(f"Lateness, at {rate:.0f} polls/s, half of the capacity", header, rows)


async def timers() -> list[float]:
    """Return how late a timer is in a loop with nothing else to do: what the machine adds."""
    late = []
    end = time.monotonic() + WINDOW
    while (due := time.monotonic() + 0.002) < end:
        await asyncio.sleep(0.002)
        late.append(time.monotonic() - due)
    return late


def percentiles(seconds: list[float]) -> tuple[float, float]:
    """Return the 99th percentile and the median, in milliseconds."""
    ordered = sorted(seconds)
    return 1e3 * ordered[len(ordered) * 99 // 100], 1e3 * ordered[len(ordered) // 2]


class Lateness(httpx.AsyncBaseTransport):
    """Seconds between the time that a poll is due and the time that its request begins.

    Every poll is answered at once: nothing but the schedule is late. The clock stands still until each task
    was polled once.
    """

    def __init__(self, count: int) -> None:
        self.first = self.count = count
        self.seconds: list[float] = []
        self.due: dict[str | None, float] = {}
        self.clock = HeldClock()
        self.begun = asyncio.Event()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        task = request.url.path.rpartition("/")[2]
        if self.first:
            self.first -= 1
            if not self.first:
                self.clock.go()
                self.begun.set()
        else:
            self.seconds.append(self.clock.monotonic() - self.due[task])
        return httpx.Response(200, content=BODY.replace(TASK, task.encode()))

    async def window(self) -> tuple[float, float, int]:
        """Return the 99th percentile and the median of some time from now on, and the number of polls."""
        self.seconds.clear()
        await asyncio.sleep(WINDOW)
        return *percentiles(self.seconds), len(self.seconds)


class HeldClock(SystemClock):
    """Stands still while chance spreads the first pauses; then it runs, and leaves nothing to chance."""

    def __init__(self) -> None:
        self.behind: float | None = None

    def go(self) -> None:
        self.behind = time.monotonic()

    def monotonic(self) -> float:
        return 0.0 if self.behind is None else time.monotonic() - self.behind

    def random(self) -> float:
        return random.uniform(0, 0.5) if self.behind is None else 0.5


async def in_one_heap(client: AsyncPiAPI, late: Lateness, pause: float) -> None:
    """Wait with `as_completed`, and note when each poll is due."""

    def pop(heap: list[polling.ScheduledPoll]) -> polling.ScheduledPoll:
        poll = heapq.heappop(heap)
        late.due[poll.wait.id] = poll.due
        return poll

    spy = SimpleNamespace(**{**vars(heapq), "heappop": pop})
    vars(polling)["heapq"] = spy
    tasks = (f"task-{number}" for number in range(late.count))
    schedule = PollSchedule(pause, multiplier=1, maximum=pause, jitter=0.999)
    try:
        async for _ in client.as_completed(tasks, deadline=None, schedule=schedule, max_concurrency=64):
            pass
    finally:
        vars(polling)["heapq"] = heapq


async def in_coroutines(client: AsyncPiAPI, late: Lateness, pause: float) -> None:
    """Wait in a coroutine for each task, which sleeps and polls with `get`."""

    async def follow(id: str) -> None:
        await client.get(id)
        await late.begun.wait()
        rest = random.uniform(0, pause)
        while True:
            late.due[id] = late.clock.monotonic() + rest
            await asyncio.sleep(rest)
            await client.get(id)
            rest = pause

    async with asyncio.TaskGroup() as group:
        for number in range(late.count):
            group.create_task(follow(f"task-{number}"))


def memory() -> None:
    """What a waiting task holds besides its id, as tracemalloc counts it."""
    rows: list[list[object]] = []
    for count in TASKS:
        held = resting(count)
        rows.append([f"{count:,} tasks, ours", held, *verdict(held, at_most=512)])
        rows.append([f"{count:,} tasks, a sleeping coroutine each", asyncio.run(sleeping(count)), "", ""])
    show("Memory", ["waiting", "bytes a task", "target", ""], rows)


def resting(count: int) -> float:
    """Return the bytes that `as_completed` holds a task when it has polled each once."""
    ids = [str(uuid.UUID(int=number)) for number in range(count)]
    poll_all(ids[:1])  # what is loaded on first use is not part of it
    gc.collect()
    tracemalloc.start()
    queue = poll_all(ids)
    gc.collect()
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert queue.unfinished == count
    return size / count


def poll_all(ids: list[str]) -> polling.PollQueue:
    """Return the queue of `as_completed` after each task was polled; each has a body of its own."""
    contract = load("piapi")

    def read(response: Response, handle: Handle) -> Task:
        return read_task(json.loads(response.body), contract, requested=handle)

    options = WaitOptions(
        contract.lifecycle,
        HeldClock(),
        deadline=None,
        schedule=None,
        handle=lambda id: Handle("piapi", id),
        read=read,
    )
    queue = polling.PollQueue(options, ids, max_concurrency=1, max_rate=None)
    for _ in ids:
        poll = queue.start()
        assert poll is not None
        body = BODY.replace(TASK, poll.wait.id.encode())
        body = body.replace(PROMPT, " ".join(random.choices(WORDS, k=12)).encode())
        queue.finish(poll, Response(200, {}, body))
    return queue


async def sleeping(count: int) -> float:
    """Return the bytes that a coroutine holds which does nothing but sleep between polls."""

    async def follow() -> None:
        for _ in range(1000):
            await asyncio.sleep(3600)

    gc.collect()
    tracemalloc.start()
    tasks = [asyncio.create_task(follow()) for _ in range(count)]
    await asyncio.sleep(0)
    gc.collect()
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return size / count
