"""What the waits of one client share: the pause that the API asks for, and polls that a webhook hurries."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import httpx
import pytest

from gettask import AsyncPiAPI, PiAPI, PollSchedule
from tests.runtime.harness import KEY, FakeClock, body

LONG = PollSchedule(initial=3600.0, multiplier=1.0, maximum=3600.0)


class Tasks:
    """A server whose tasks have ended once they are named; it notes when each was polled."""

    def __init__(self, clock: FakeClock | None = None) -> None:
        self.clock = clock or FakeClock()
        self.ended: set[str] = set()
        self.refused: set[str] = set()
        self.polled: list[tuple[str, float]] = []
        self.changed = threading.Event()
        self.polled_again = asyncio.Event()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        id = request.url.path.rpartition("/")[2]
        self.polled.append((id, self.clock.now))
        self.changed.set()
        if id in self.refused:
            self.refused.discard(id)
            return httpx.Response(429, headers={"Retry-After": "40"}, json={"code": 429})
        return httpx.Response(
            200, json=body("piapi", "completed" if id in self.ended else "pending", task_id=id)
        )

    def client(self, **options: Any) -> PiAPI:
        return PiAPI(KEY, http_client=httpx.Client(transport=httpx.MockTransport(self)), **options)

    def async_client(self) -> AsyncPiAPI:
        async def answer(request: httpx.Request) -> httpx.Response:
            self.polled_again.set()
            return self(request)

        return AsyncPiAPI(KEY, http_client=httpx.AsyncClient(transport=httpx.MockTransport(answer)))


@pytest.mark.parametrize("many", [False, True])
def test_a_pause_that_one_wait_is_asked_for_is_made_by_all(many: bool) -> None:
    """Also by those of other calls: the limit is that of the key. A deadline is still kept."""
    clock = FakeClock()
    server = Tasks(clock)
    server.refused, server.ended = {"a"}, {"a", "b"}
    began = clock.now
    with server.client(clock=clock) as piapi:
        piapi.wait("a", deadline=5)
        assert [task.id for task in piapi.as_completed(["b"])] if many else piapi.wait("b")
    assert server.polled == [("a", began), ("a", began + 5), ("b", began + 40)]


def test_a_pause_ends_no_wait_late() -> None:
    """A wait whose deadline comes before the end of the pause is polled at its deadline."""
    clock = FakeClock()
    server = Tasks(clock)
    server.refused, server.ended = {"a"}, {"a", "b"}
    with server.client(clock=clock) as piapi:
        began = clock.now
        waiting = piapi.as_completed(["a", "b"], max_concurrency=1, deadline=10)
        assert {task.id for task in waiting} == {"a", "b"}
        assert clock.now == pytest.approx(began + 10)


@pytest.mark.parametrize("call", ["wait", "as_completed", "two of as_completed"])
def test_a_webhook_has_a_waiting_task_polled_at_once(call: str) -> None:
    """From another thread, in whichever way the client waits. The pause would last an hour."""
    server, ids = Tasks(), ["a"] if call != "two of as_completed" else ["a", "b"]
    found: list[str] = []
    with server.client() as piapi:

        def work() -> None:
            if call == "wait":
                found.append(piapi.wait("a", deadline=None, schedule=LONG).id)
            else:
                found.extend(t.id for t in piapi.as_completed(ids, deadline=None, schedule=LONG))

        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        for id in ids:
            while id not in {polled for polled, _ in server.polled}:
                server.changed.wait(5)
                server.changed.clear()
        piapi.poll_now("unknown")
        for id in ids:
            server.ended.add(id)
            piapi.poll_now(id)
        thread.join(10)
    assert sorted(found) == ids


def test_a_webhook_has_a_waiting_task_of_an_event_loop_polled_at_once() -> None:
    """The app that takes webhooks runs in the same loop."""
    server = Tasks()

    async def steps() -> list[str]:
        async with server.async_client() as piapi, asyncio.timeout(10):
            one = asyncio.create_task(piapi.wait("a", deadline=None, schedule=LONG))

            async def rest() -> list[str]:
                return [t.id async for t in piapi.as_completed(["b", "c"], deadline=None, schedule=LONG)]

            others = asyncio.create_task(rest())
            while {id for id, _ in server.polled} != {"a", "b", "c"}:
                await server.polled_again.wait()
                server.polled_again.clear()
            server.ended = {"a", "b", "c"}
            for id in ("c", "a"):
                piapi.poll_now(id)
            first = (await one).id
            piapi.poll_now("b")
            return [first, *await others]

    assert asyncio.run(steps()) == ["a", "c", "b"]
