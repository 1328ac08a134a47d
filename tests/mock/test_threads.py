"""The mock in many threads at once, as in a test whose client has several and which steers it meanwhile."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from typing import Any

import pytest

from gettask.mock import (
    ManualClock,
    MemoryStore,
    Mock,
    Request,
    TaskPlan,
    TaskRequest,
    WebhookDelivery,
    WebhookEndpoint,
    after_polls,
    create_app,
)
from gettask.mock.sockets import Watch
from tests.mock.conftest import KEYS, POSTER
from tests.mock.fixtures import LOOM, PRESS
from tests.mock.test_webhooks import POSTER_WITH_WEBHOOK

TIMES = 300
JSON = {"content-type": "application/json", "host": "127.0.0.1"}


@pytest.fixture
def mock(clock: ManualClock) -> Mock:
    specs = {"press": PRESS, "loom": LOOM}
    return create_app(specs=specs, clock=clock, store=MemoryStore(9), admin=True).mock


@pytest.fixture(autouse=True)
def hurry() -> Iterator[None]:
    """Let threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def opened(mock: Mock) -> Watch:
    """A socket that follows all tasks of the loom."""
    watch = mock.watch(Request("GET", "/loom/live", headers=KEYS))
    assert isinstance(watch, Watch)
    return watch


DELIVERY = WebhookDelivery("press", "none", "jobChanged", WebhookEndpoint("http://127.0.0.1"), b"", 0.0)
POLL = Request("GET", "/press/v1/jobs/none", headers=KEYS)
CALLS: dict[str, Callable[[Mock], Callable[[], object]]] = {
    "a poll": lambda mock: lambda: mock.handle(POLL),
    "a body that is too long": lambda mock: lambda: mock.refuse_body(POLL, 1),
    "a task that is put there": lambda mock: lambda: mock.tasks.add("press", "anna", POSTER),
    "another plan": lambda mock: partial(
        mock.tasks.replan, mock.tasks.add("press", "anna", POSTER).id, TaskPlan()
    ),
    "a socket": lambda mock: lambda: opened(mock),
    "its frames": lambda mock: opened(mock).frames,
    "webhooks": lambda mock: mock.webhooks.due,
    "what came of one": lambda mock: lambda: mock.webhooks.record(DELIVERY, 200),
    "a reset": lambda mock: mock.reset,
}


@pytest.mark.parametrize("name", CALLS)
def test_whatever_is_asked_meanwhile_waits(mock: Mock, name: str) -> None:
    """Until a request is answered, nothing else is done."""
    mock.tasks.plan = TaskPlan(after_polls(9))
    call = CALLS[name](mock)
    with ThreadPoolExecutor(1) as pool:

        def planner(_: TaskRequest) -> TaskPlan:
            mock.tasks.plan = TaskPlan()
            others.append(pool.submit(call))
            assert not wait(others, 0.05).done
            return TaskPlan()

        others: list[Future[object]] = []
        mock.tasks.plan = planner
        body = json.dumps(POSTER).encode()
        assert mock.handle(Request("POST", "/press/v1/jobs", headers=JSON | KEYS, body=body)).status == 201
        others[0].result(10)


def test_threads_do_not_get_in_each_others_way(mock: Mock) -> None:
    """Requests, new tasks, plans, sockets, deliveries and resets at the same time break nothing."""

    def send(method: str, path: str, body: Any = None) -> int:
        sent = b"" if body is None else json.dumps(body).encode()
        return mock.handle(Request(method, path, headers=JSON | KEYS, body=sent)).status

    def steer() -> None:
        send("PUT", "/_mock/faults", {"cuts": 0.5})
        send("PUT", "/_mock/faults", {})

    def poll() -> None:
        for task in list(mock.tasks.store):
            assert send("GET", f"/press/v1/jobs/{task.id}") in (200, 404)

    def order() -> None:
        assert send("POST", "/press/v1/jobs", POSTER_WITH_WEBHOOK) == 201
        assert send("POST", "/loom/cloth", {"type": "twill"}) == 200

    def watch() -> None:
        opened(mock).frames()

    jobs: list[Callable[[], object]] = [order, order, poll, steer, watch, mock.reset]
    jobs += [lambda: mock.tasks.add("press", "anna", POSTER), lambda: mock.webhooks.deliver(lambda _: 200)]

    def repeat(job: Callable[[], object]) -> None:
        for _ in range(TIMES):
            job()

    with ThreadPoolExecutor(len(jobs)) as pool:
        for done in [pool.submit(repeat, job) for job in jobs]:
            done.result()
