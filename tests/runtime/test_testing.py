"""gettask.testing: waits that take no time, and polls that are counted."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import anyio
import httpx
import pytest

from gettask import Phase, PiAPI, WaitTimeoutError, events, testing
from gettask._clock import SystemClock
from gettask._contract.contract import load
from gettask.client import connect, connect_async
from gettask.pytest_plugin import GettaskMock
from tests.runtime.harness import ID, KEY, Server, body, some_status


def sync_wait(api: str, server: Any, **options: Any) -> Any:
    """Wait with a client that knows no clock of a test."""
    http = httpx.Client(transport=httpx.MockTransport(server))
    return connect(api, KEY, http_client=http).wait(ID, **options)


def async_wait(api: str, server: Any, **options: Any) -> Any:
    """The same with the async client."""

    async def run() -> Any:
        http = httpx.AsyncClient(transport=httpx.MockTransport(server))
        return await connect_async(api, KEY, http_client=http).wait(ID, **options)

    return anyio.run(run)


WAITS = [sync_wait, async_wait]


@pytest.mark.parametrize("wait", WAITS)
def test_a_wait_takes_no_time_and_its_polls_are_counted(wait: Callable[..., Any], api: str) -> None:
    """Inside the block the schedule is kept on a clock that sleeping moves."""
    running, done = (body(api, some_status(api, phase)) for phase in (Phase.RUNNING, Phase.SUCCEEDED))
    begun = time.perf_counter()
    with testing.instant() as clock:
        assert wait(api, Server(*[running] * 9, done), deadline=None).phase.succeeded
    assert time.perf_counter() - begun < 5
    assert clock.polls == {ID: 10}
    assert len(clock.sleeps) == 9
    assert clock.slept == pytest.approx(sum(clock.sleeps))
    assert clock.sleeps[0] == load(api).lifecycle.schedule.initial


@pytest.mark.parametrize("wait", WAITS)
def test_a_deadline_passes_in_no_time(wait: Callable[..., Any], api: str) -> None:
    """A timeout can be tested without waiting for it."""
    server = Server(body(api, some_status(api, Phase.RUNNING)))
    with testing.instant() as clock, pytest.raises(WaitTimeoutError):
        wait(api, server)
    assert clock.slept == pytest.approx(load(api).lifecycle.deadline)


def test_waits_side_by_side_share_the_time(api: str) -> None:
    """Tasks of an event loop that sleep at once let the same time pass, not the sum."""
    server = Server(body(api, some_status(api, Phase.RUNNING)))

    async def run() -> None:
        http = httpx.AsyncClient(transport=httpx.MockTransport(server))
        asking = connect_async(api, KEY, http_client=http)

        async def wait(number: int) -> None:
            with pytest.raises(WaitTimeoutError):
                await asking.wait(f"task-{number}", deadline=20)

        async with anyio.create_task_group() as group:
            for number in range(5):
                group.start_soon(wait, number)

    with testing.instant() as clock:
        anyio.run(run)
    assert 20 <= clock.slept < 30
    assert set(clock.polls) == {f"task-{number}" for number in range(5)}


@pytest.mark.parametrize("async_", [False, True])
def test_many_at_once_take_no_time(async_: bool, api: str) -> None:
    """`as_completed` runs on the same clock."""
    running, done = (body(api, some_status(api, phase)) for phase in (Phase.RUNNING, Phase.SUCCEEDED))
    transport = httpx.MockTransport(Server(*[running] * 6, done))

    async def run() -> list[Any]:
        asking = connect_async(api, KEY, http_client=httpx.AsyncClient(transport=transport))
        return [task async for task in asking.as_completed([ID] * 3)]

    with testing.instant() as clock:
        if async_:
            tasks = anyio.run(run)
        else:
            http = httpx.Client(transport=transport)
            tasks = list(connect(api, KEY, http_client=http).as_completed([ID] * 3))
    assert len(tasks) == 3
    assert sum(clock.polls.values()) == 9
    assert clock.slept > 0


def test_the_block_ends_with_its_end() -> None:
    """After the block, even one that fails, the machine's clock and the hooks are what they were."""
    before, hooks = dict(vars(SystemClock)), list(events.hooks)
    with pytest.raises(KeyError), testing.instant():
        raise KeyError
    assert dict(vars(SystemClock)) == before
    assert events.hooks == hooks
    assert SystemClock().monotonic() == pytest.approx(time.monotonic(), abs=60)


def test_a_mocks_clock_is_taken_along(gettask_mock: GettaskMock) -> None:
    """A task of the mock that takes minutes is done in no time."""
    from gettask.mock import TaskPlan, after_seconds

    gettask_mock.plan(TaskPlan(complete_after=after_seconds(120)))
    variant = next(each for each in load("piapi").variants.values() if each.example)
    with testing.instant(gettask_mock.clock.advance) as clock:
        asking = PiAPI(
            KEY,
            base_url=gettask_mock.base_urls["piapi"],
            http_client=httpx.Client(transport=gettask_mock.transport),
        )
        assert asking.wait(asking.create(variant.example or {})).phase.succeeded
    assert clock.slept >= 120


def test_one_client_may_have_a_clock_of_its_own(api: str) -> None:
    """InstantClock is a clock for `clock=`; the others keep the machine's."""
    clock = testing.InstantClock()
    server = Server(body(api, some_status(api, Phase.RUNNING)))
    http = httpx.Client(transport=httpx.MockTransport(server))
    with pytest.raises(WaitTimeoutError):
        connect(api, KEY, http_client=http, clock=clock).wait(ID, deadline=60)
    assert clock.slept == pytest.approx(60)
