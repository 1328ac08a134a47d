"""The mock in many threads at once, as in a test whose client has several and which steers it meanwhile."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from gettask.mock import HeldClock, MemoryStore, Mock, Request, create_app
from tests.mock.conftest import KEYS, POSTER
from tests.mock.test_webhooks import TOLD
from tests.mock.toys import LOOM, PRESS

TIMES = 300
JSON = {"content-type": "application/json", "host": "127.0.0.1"}


@pytest.fixture
def mock(clock: HeldClock) -> Mock:
    specs = {"press": PRESS, "loom": LOOM}
    return create_app(specs=specs, clock=clock, store=MemoryStore(9), control=True).mock


@pytest.fixture(autouse=True)
def hurry() -> Iterator[None]:
    """Let threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_threads_do_not_get_in_each_others_way(mock: Mock) -> None:
    """Whatever is asked for, added, steered, watched, delivered and reset meanwhile, nothing breaks."""

    def send(method: str, path: str, body: Any = None) -> int:
        sent = b"" if body is None else json.dumps(body).encode()
        return mock.handle(Request(method, path, headers=JSON | KEYS, body=sent)).status

    def steer() -> None:
        send("PUT", "/_mock/faults", {"cuts": 0.5})
        send("PUT", "/_mock/faults", {})

    def look() -> None:
        for task in list(mock.store):
            assert send("GET", f"/press/v1/jobs/{task.id}") in (200, 404)

    def order() -> None:
        assert send("POST", "/press/v1/jobs", TOLD) == 201

    def watch() -> None:
        opened = mock.watch(Request("GET", "/loom/live", headers=KEYS))
        assert not isinstance(opened, tuple)
        opened.frames()

    jobs: list[Callable[[], object]] = [order, order, look, steer, watch, mock.reset]
    jobs += [lambda: mock.add("press", "anna", POSTER), lambda: mock.deliver(lambda _: 200)]

    def repeat(job: Callable[[], object]) -> None:
        for _ in range(TIMES):
            job()

    with ThreadPoolExecutor(len(jobs)) as pool:
        for done in [pool.submit(repeat, job) for job in jobs]:
            done.result()
