"""What goes wrong between a client and an API: nothing is lost, nothing is ordered twice, nothing is left."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import aiohttp
import pytest

from gettask import GettaskError, PollSchedule
from gettask._clock import SystemClock
from gettask.client import AsyncClient, connect, connect_async
from gettask.task import Task
from tests.faults.wire import (
    AFTER_THE_API,
    BEFORE_THE_API,
    FINAL,
    Ask,
    Background,
    Fault,
    Wire,
    busy,
    content_of,
    passed,
    stall,
)

KEY = "dummy-key-0123456789"
QUICK = PollSchedule(0.002, maximum=0.002)
TIMEOUT = 0.09
FAULTS = [*BEFORE_THE_API, *AFTER_THE_API]


class Eager(SystemClock):
    """The machine's time, without the luck that makes retries of one poll wait."""

    def random(self) -> float:
        return 0.0


@asynccontextmanager
async def opened(mode: str, wire: Wire, **settings: Any) -> AsyncIterator[AsyncClient]:
    """Open an async client, the fast one with the session that it sends through."""
    async with AsyncExitStack() as stack:
        if mode == "fast":
            settings["http_client"] = await stack.enter_async_context(aiohttp.ClientSession())
        yield await stack.enter_async_context(connect_async(wire.api, KEY, **settings))


def call(
    mode: str, wire: Wire, name: str, *args: Any, clock: SystemClock | None = None, **options: Any
) -> Any:
    """Return what a method of a fresh client returns, an iterator's items as a list."""
    # Only who stalls has to be found out by the clock: a busy machine must not look like a fault.
    timeout = TIMEOUT if stall in wire.faults else 5
    settings: dict[str, Any] = {"base_url": wire.url, "timeout": timeout, "clock": clock or Eager()}
    if mode == "sync":
        with connect(wire.api, KEY, **settings) as sync:
            result = getattr(sync, name)(*args, **options)
            return list(result) if name == "as_completed" else result

    async def run() -> Any:
        async with opened(mode, wire, **settings) as other:
            result = getattr(other, name)(*args, **options)
            return [item async for item in result] if name == "as_completed" else await result

    return asyncio.run(run())


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_wait_goes_on_after_any_fault(fault: Fault, mode: str, wire: Wire) -> None:
    """The first poll and the third are spoilt, and the task is returned all the same."""
    wire.faults = [fault, passed, fault]
    assert call(mode, wire, "wait", "some-id", schedule=QUICK, deadline=9).phase.succeeded
    assert wire.polls["some-id"] >= FINAL


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_job_is_ordered_once_at_most(fault: Fault, mode: str, wire: Wire) -> None:
    """A create that a fault hits reaches the API once or not at all; the error says that it may exist."""
    wire.faults = [fault]
    with pytest.raises(GettaskError) as caught:
        call(mode, wire, "create", {"model": "x"}, force=True)
    assert wire.heard()
    assert wire.left() == 0
    assert wire.created == (fault in AFTER_THE_API)
    assert caught.value.outcome_unknown


def test_while_nobody_listens_nothing_is_lost(mode: str, wire: Wire, background: Background) -> None:
    """A wait that begins with refused connections goes on when somebody listens again."""
    background.run(wire.shut())
    clock = Opening(wire, background)
    assert call(mode, wire, "wait", "some-id", schedule=QUICK, deadline=9, clock=clock).phase.succeeded
    assert wire.polls == {"some-id": FINAL}


def test_an_order_that_nobody_heard_is_sent_again(mode: str, wire: Wire, background: Background) -> None:
    """Where connections are refused no byte can have left: the job is ordered once somebody listens."""
    background.run(wire.shut())
    handle = call(mode, wire, "create", {"model": "x"}, force=True, clock=Opening(wire, background))
    assert (handle.id, wire.created) == ("new-1", 1)


@pytest.mark.parametrize("script", [[busy] * 40, FAULTS * 2], ids=["too-many-requests", "everything"])
def test_many_waits_lose_nothing_in_a_storm(script: list[Fault], mode: str, wire: Wire) -> None:
    """Whatever befalls single polls, each task is handed out, once."""
    wire.faults = random.Random(0).sample(script, len(script))
    names = [f"task-{number}" for number in range(9)]
    tasks: list[Task] = call(mode, wire, "as_completed", names, schedule=QUICK, deadline=9)
    assert sorted(task.id for task in tasks) == names
    assert all(task.phase.succeeded for task in tasks)
    assert wire.faults == []


def test_a_slow_reply_holds_up_no_other_task(mode: str, wire: Wire) -> None:
    """A poll that is answered only when all other tasks are done keeps none of them from it."""
    slow: list[str] = []
    done: list[str] = []

    def note(task: Task) -> None:
        if task.phase.terminal:
            done.append(task.id)

    async def wait_for_the_others(client: asyncio.StreamWriter, ask: Ask) -> bool:
        reply = await ask()
        slow.append(json.loads(content_of(reply))["data"]["task_id"])
        while len(done) < 2:  # noqa: ASYNC110 - another thread tells
            await asyncio.sleep(0.001)
        client.write(reply)
        return True

    wire.faults = [wait_for_the_others]
    call(mode, wire, "as_completed", ["a", "b", "c"], schedule=QUICK, deadline=9, on_update=note)
    assert sorted(done) == ["a", "b", "c"]
    assert done[2:] == slow


def test_a_client_can_be_shared(mode: str, wire: Wire) -> None:
    """Threads that share a client, or tasks, get each the answers to its own polls, over few connections."""
    names = [f"task-{number}" for number in range(24)]
    settings: dict[str, Any] = {"base_url": wire.url, "timeout": 5}
    if mode == "sync":
        with connect(wire.api, KEY, **settings) as sync, ThreadPoolExecutor(8) as pool:
            tasks = list(pool.map(lambda name: sync.wait(name, schedule=QUICK), names))
    else:

        async def run() -> list[Task]:
            async with opened(mode, wire, **settings) as other:
                return await asyncio.gather(*(other.wait(name, schedule=QUICK) for name in names))

        tasks = asyncio.run(run())
    assert [task.id for task in tasks] == names
    assert wire.polls == dict.fromkeys(names, FINAL)
    assert wire.connections <= len(names)


def test_leaving_early_leaves_nothing_behind(mode: str, wire: Wire) -> None:
    """Who leaves the loop while a poll is under way waits for nothing, and no thread or socket stays."""
    wire.faults = [stall]
    wire.polls = {"done": FINAL}
    settings: dict[str, Any] = {"base_url": wire.url, "timeout": TIMEOUT}
    if mode == "sync":
        with connect(wire.api, KEY, **settings) as sync:
            for _ in sync.as_completed(["hangs", "done"], schedule=QUICK):
                break
        return

    async def run() -> None:
        async with opened(mode, wire, **settings) as other:
            async for _ in other.as_completed(["hangs", "done"], schedule=QUICK):
                break

    asyncio.run(run())


def test_a_clock_that_is_set_back_changes_nothing(mode: str, wire: Wire) -> None:
    """A clock that leaps back while tasks are waited for keeps none of them from its end."""
    wire.polls = dict.fromkeys("ab", FINAL - 2)

    class Leaping(Eager):
        readings = 0

        def monotonic(self) -> float:
            self.readings += 1
            return super().monotonic() + (-3600 if self.readings > 8 else 0)

    tasks = call(mode, wire, "as_completed", ["a", "b"], schedule=QUICK, deadline=30, clock=Leaping())
    assert sorted(task.id for task in tasks) == ["a", "b"]


class Opening(Eager):
    """Has the wire listen when the client rests for the first time, after its first failure."""

    def __init__(self, wire: Wire, background: Background) -> None:
        self.wire = wire
        self.background = background

    def sleep(self, seconds: float) -> None:
        self._open()
        super().sleep(seconds)

    async def asleep(self, seconds: float) -> None:
        self._open()
        await super().asleep(seconds)

    def _open(self) -> None:
        if not self.wire.servers:
            self.background.run(self.wire.open())
