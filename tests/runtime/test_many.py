"""Waiting for many: the order of polls, their bounds, and what is kept of a task between two of them."""

from __future__ import annotations

import asyncio
import gc
import itertools
import json
import logging
import tracemalloc
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gettask import Handle, Phase, PollSchedule, WaitTimeoutError
from gettask._contract.contract import load
from gettask._http.response import Response
from gettask._polling.retry import MAX_RETRY_AFTER
from gettask._polling.schedule import BURST, PollQueue, ScheduledPoll, TaskUpdate
from gettask._polling.wait import WaitOptions
from gettask.client import connect_async
from gettask.errors import RateLimitedError, TransportError
from gettask.task import Task, read_task
from tests.runtime.harness import APIS, ID, KEY, Caller, FakeClock, Server, body, some_status

Open = Callable[..., Caller]

API = APIS[0]
STEADY = PollSchedule(2, maximum=2, jitter=0)


@dataclass
class Run:
    """A scheduler that runs without a network: a poll ends when the test says, and takes no time."""

    ids: list[str]
    answer: Callable[[str, int], Response | TransportError]
    """What the n-th poll of a task brings."""
    deadline: float | None = None
    max_concurrency: int = 4
    max_rate: float | None = None
    pick: Callable[[int], int | None] = lambda _: 0
    """Which of so many polls under way ends next; None lets time pass instead, where it may."""
    clock: FakeClock = field(default_factory=FakeClock)
    begun: list[tuple[float, str]] = field(default_factory=list)
    """When each poll began, and at which task."""
    most: int = 0
    """How many polls were under way at once at most."""
    reads: int = 0
    """How many replies were read."""
    updates: list[TaskUpdate] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)
    started: bool = True
    """Whether it runs to its end at once."""

    def __post_init__(self) -> None:
        if self.started:
            self.go()

    def go(self) -> None:
        """Run to the end."""
        options = WaitOptions(
            load(API).lifecycle,
            self.clock,
            deadline=self.deadline,
            schedule=STEADY,
            handle=lambda id: Handle(API, id),
            read=self.read,
        )
        queue = PollQueue(options, self.ids, max_concurrency=self.max_concurrency, max_rate=self.max_rate)
        under_way: list[ScheduledPoll] = []
        polls: Counter[str] = Counter()
        while queue.unfinished:
            while (poll := queue.start()) is not None:
                under_way.append(poll)
                self.begun.append((self.clock.now, poll.wait.id))
                self.most = max(self.most, len(under_way))
            number = self.pick(len(under_way)) if under_way else None
            if number is None and queue.pause is not None:
                self.clock.sleep(queue.pause)
                continue
            poll = under_way.pop(number or 0)
            polls[poll.wait.id] += 1
            update = queue.finish(poll, self.answer(poll.wait.id, polls[poll.wait.id]))
            if update is not None:
                self.updates.append(update)
        try:
            queue.raise_errors()
        except ExceptionGroup as group:
            self.errors.extend(group.exceptions)

    def read(self, response: Response, handle: Handle) -> Task:
        self.reads += 1
        if response.status == 429:
            raise RateLimitedError("slow down", retry_after=float(response.body))
        return read_task(json.loads(response.body), load(API), requested=handle)

    @property
    def done(self) -> list[str]:
        """The ids of the tasks that came to their end, in that order."""
        return [update.task.id for update in self.updates if update.last]


def says(phase: Phase, id: str, **fields: Any) -> Response:
    """Return the reply to a poll."""
    return Response(200, {}, json.dumps(body(API, some_status(API, phase), task_id=id, **fields)).encode())


def after(polls: int) -> Callable[[str, int], Response]:
    """Have every task finish at that poll."""
    return lambda id, number: says(Phase.SUCCEEDED if number >= polls else Phase.RUNNING, id)


def names(count: int) -> list[str]:
    """Return that many ids."""
    return [f"task-{number:05}" for number in range(count)]


@given(
    st.integers(1, 5),
    st.lists(st.none() | st.integers(0, 4), max_size=60),
    st.lists(st.sampled_from([1, 2, 5]), min_size=1, max_size=12),
)
def test_every_task_comes_to_its_end_whatever_the_order_of_replies(
    max_concurrency: int, picks: list[int | None], ends: list[int]
) -> None:
    """No order of replies loses a task, polls one twice at once, or has too many polls under way."""
    ids = names(len(ends))
    order = iter(picks)

    def pick(count: int) -> int | None:
        number = next(order, 0)
        return None if number is None else number % count

    def answer(id: str, poll: int) -> Response | TransportError:
        if poll % 2:
            return TransportError("reset")
        return after(2 * ends[ids.index(id)])(id, poll)

    run = Run(ids, answer, max_concurrency=max_concurrency, pick=pick)
    assert sorted(run.done) == ids
    assert run.most <= max_concurrency
    for id in ids:
        times = [time for time, each in run.begun if each == id]
        assert all(later - earlier >= 2 for earlier, later in itertools.pairwise(times))


def test_no_task_is_looked_at_twice_before_another_is_once() -> None:
    """When polls are due faster than they can be made, all tasks get them in turn."""
    clock = FakeClock()

    def answer(id: str, poll: int) -> Response:
        clock.now += 1  # 20 tasks every 2 s are ten times as many as there is time for
        return after(4)(id, poll)

    run = Run(names(20), answer, max_concurrency=1, clock=clock)
    counts: Counter[str] = Counter()
    for _, id in run.begun:
        counts[id] += 1
        assert counts[id] <= min(counts[each] for each in run.ids) + 1
    assert len(run.done) == 20


@pytest.mark.parametrize("rate", [3, 50])
def test_no_second_has_more_polls_than_the_rate(rate: float) -> None:
    """However many are due, in no second do more polls begin than the rate and its small burst allow."""
    run = Run(names(120), after(3), max_concurrency=120, max_rate=rate)
    times = [time for time, _ in run.begun]
    assert len(times) == 360
    for start in times:
        assert sum(start <= time < start + 1 for time in times) <= rate * (1 + BURST) + 1


def test_a_clock_that_wakes_up_late_costs_no_polls() -> None:
    """Where sleeps take a little longer than asked for, there are as many polls as the rate says."""

    class Late(FakeClock):
        def sleep(self, seconds: float) -> None:
            super().sleep(seconds + BURST / 10)

    run = Run(names(200), after(1), max_concurrency=200, max_rate=20, clock=Late(), pick=lambda _: None)
    assert run.begun[-1][0] - run.begun[0][0] == pytest.approx(199 / 20, abs=BURST)


def test_a_request_to_slow_down_is_heard_by_all_tasks() -> None:
    """After a 429 with Retry-After no poll begins until then, and no task is lost by it."""

    def answer(id: str, poll: int) -> Response:
        return Response(429, {}, b"60") if (id, poll) == ("task-00002", 1) else after(3)(id, poll)

    run = Run(names(9), answer, max_concurrency=1)
    limited_at = run.begun[2][0]
    assert all(time >= limited_at + 60 for time, _ in run.begun[3:])
    assert len(run.done) == 9


def test_no_request_to_slow_down_outlasts_a_deadline() -> None:
    """A deadline that comes before the end of the pause is kept, after one last poll."""
    run = Run(names(3), lambda *_: Response(429, {}, b"200"), deadline=30)
    assert [type(error) for error in run.errors] == [WaitTimeoutError] * 3
    assert {time - run.begun[0][0] for time, _ in run.begun} == {0, 30}


def test_no_request_to_slow_down_is_heard_for_ever() -> None:
    """Of a pause of a day five minutes are made, and then polls go on."""

    def answer(id: str, poll: int) -> Response:
        return Response(429, {}, b"86400") if poll == 1 else after(2)(id, poll)

    run = Run(names(3), answer)
    assert [time - run.begun[0][0] for time, _ in run.begun[3:]] == [MAX_RETRY_AFTER] * 3
    assert len(run.done) == 3


def test_what_has_not_changed_is_not_read_again() -> None:
    """A reply that is the same to the byte as the one before it is neither parsed nor told of."""
    run = Run(["a"], after(50))
    assert run.reads == 3  # the first, the last, and the first once more to compare them
    assert [update.task.phase for update in run.updates] == [Phase.RUNNING, Phase.SUCCEEDED]


def test_what_has_changed_is_told_once() -> None:
    """Each change is emitted, the final one as the last; other bytes that say the same are no change."""

    def answer(id: str, poll: int) -> Response:
        phase = (Phase.QUEUED, Phase.RUNNING, Phase.RUNNING, Phase.FAILED)[poll - 1]
        return says(phase, id, logs=["x"] * poll)

    run = Run(["a"], answer)
    assert [(update.task.phase, update.last) for update in run.updates] == [
        (Phase.QUEUED, False),
        (Phase.RUNNING, False),
        (Phase.FAILED, True),
    ]


def test_the_last_task_is_remembered_though_it_was_packed() -> None:
    """A wait that times out after failed polls still has the task as it was last seen, whole."""

    def answer(id: str, poll: int) -> Response | TransportError:
        return says(Phase.RUNNING, id, logs=[id] * 9) if poll == 1 else TransportError("down")

    run = Run(["a", "b"], answer, deadline=10)
    for id, error in zip("ab", run.errors, strict=True):
        assert isinstance(error, WaitTimeoutError)
        assert error.task is not None
        assert error.task.raw == json.loads(says(Phase.RUNNING, id, logs=[id] * 9).body)


def test_a_waiting_task_takes_no_more_than_512_bytes(caplog: pytest.LogCaptureFixture) -> None:
    """Between two polls nothing is kept of a task but what fits into 512 bytes beside its id."""
    caplog.set_level(logging.WARNING, "gettask")  # pytest keeps each line that is logged
    sizes: list[int] = []

    class Halted(FakeClock):
        """Takes the measure when all tasks rest, and lets nobody go on."""

        def sleep(self, _: float) -> None:
            run.begun.clear()
            run.updates.clear()
            gc.collect()
            sizes.append(tracemalloc.get_traced_memory()[0])
            raise InterruptedError

    ids = names(2000)
    tracemalloc.start()
    try:
        for some in (ids[:1], ids):  # one alone shows what is loaded on first use
            run = Run(some, after(2), clock=Halted(), started=False)
            with suppress(InterruptedError):
                run.go()
    finally:
        tracemalloc.stop()
    assert (sizes[1] - sizes[0]) / len(ids) <= 512


def test_updates_of_many_are_told_as_they_come(open_client: Open) -> None:
    """`on_update` hears of each task at its first poll and at each change."""
    seen: list[tuple[str, Phase]] = []
    polls: Counter[str] = Counter()

    def serve(request: Any) -> Any:
        name = request.url.path.rpartition("/")[2]
        polls[name] += 1
        return Server(json.loads(after(2)(name, polls[name]).body))(request)

    waiting = open_client(API, serve)
    tasks = waiting.as_completed(["a", "b"], on_update=lambda task: seen.append((task.id, task.phase)))
    assert sorted(task.id for task in tasks) == ["a", "b"]
    assert sorted(seen) == sorted((id, phase) for id in "ab" for phase in (Phase.RUNNING, Phase.SUCCEEDED))


def test_a_callers_own_error_ends_waiting_for_many(open_client: Open) -> None:
    """What `on_update` raises is raised, and not taken for a failed poll."""

    def complain(_: Task) -> None:
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        open_client(API, Server(body(API, "pending"))).as_completed([ID, ID], on_update=complain)


def test_a_mistake_in_the_transport_is_not_taken_for_a_failed_poll(open_client: Open) -> None:
    """An error that is not a failure of the network ends the waiting at once."""

    def serve(_: Any) -> Any:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        open_client(API, serve).as_completed(["a", "b"])


def test_a_test_that_fails_in_the_background_does_not_hang(open_client: Open) -> None:
    """`pytest.fail` in a transport, which is not an Exception, is raised to whoever waits."""

    def serve(_: Any) -> Any:
        pytest.fail("asked for what was not expected")

    with pytest.raises(pytest.fail.Exception):
        open_client(API, serve).as_completed(["a", "b"])


@pytest.mark.parametrize(
    "wrong", [{"max_concurrency": 0}, {"max_rate": 0}, {"max_rate": -1.0}, {"max_rate": float("nan")}]
)
def test_bounds_that_mean_nothing_are_refused(wrong: dict[str, Any], open_client: Open) -> None:
    """No poll at once, or no poll a second, is a mistake of the caller's and sends nothing."""
    server = Server(body(API, "pending"))
    with pytest.raises(ValueError, match=next(iter(wrong))):
        open_client(API, server).as_completed(["a"], **wrong)
    assert server.requests == []


@pytest.mark.slow
def test_ten_thousand_waits_at_once_do_not_stall() -> None:
    """While 10,000 waits that began at the same moment queue for their turn, answers come as ever."""
    connections: set[Any] = set()

    class Answering(asyncio.Protocol):
        def connection_made(self, transport: Any) -> None:
            self.transport = transport
            connections.add(transport)

        def connection_lost(self, _: Exception | None) -> None:
            connections.discard(self.transport)

        def data_received(self, data: bytes) -> None:
            answer = after(1)(data.split(b" ", 2)[1].decode().rpartition("/")[2], 1).body
            self.transport.write(
                f"HTTP/1.1 200 OK\r\nContent-Length: {len(answer)}\r\n\r\n".encode() + answer
            )

    async def run() -> None:
        server = await asyncio.get_running_loop().create_server(Answering, "127.0.0.1", 0)
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        async with server, connect_async(API, KEY, base_url=url, retries=0) as client, asyncio.timeout(120):
            waits = [asyncio.create_task(client.wait(id)) for id in names(10_000)]
            for wait in waits[:1000]:
                assert (await wait).phase.succeeded
            for wait in waits:
                wait.cancel()
            await asyncio.gather(*waits, return_exceptions=True)
        # A connection that was accepted as the server closed is still being made, in a task of asyncio's.
        await asyncio.gather(*asyncio.all_tasks() - {asyncio.current_task()}, return_exceptions=True)
        for connection in connections:
            connection.abort()
        await asyncio.sleep(0)
        assert not connections

    asyncio.run(run())
