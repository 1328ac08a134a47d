"""A job store in a temporary folder, and clients of a mock whose responses can be lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from gettask import JobStore
from gettask.mock import ManualClock, Mock, Request, create_app
from tests.cli.conftest import run  # noqa: F401 - a fixture of tests here
from tests.runtime.harness import FakeClock

SONG = {
    "model": "Qubico/ace-step",
    "task_type": "txt2audio",
    "input": {"style_prompt": "piano", "lyrics": ""},
}
PICTURE = {"prompt": "a cat"}


class Network:
    """A mock behind httpx. `lose` says which responses are lost; with `refuse` no create is valid."""

    def __init__(self, mock: Mock) -> None:
        self.mock = mock
        self.lose: Callable[[httpx.Request], bool] = lambda _: False
        self.refuse = False
        self.sent: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.sent.append(request)
        headers = {name.lower(): value for name, value in request.headers.items()}
        url = request.url
        content = b"{}" if self.refuse and request.method == "POST" else request.content
        asked = Request(request.method, url.path, url.query.decode(), headers, content)
        response = self.mock.handle(asked)
        if self.lose(request):
            raise httpx.ReadError("the response is lost")
        return httpx.Response(response.status, headers=list(response.headers), content=response.body)

    @property
    def creates(self) -> int:
        """How many create requests the mock has seen."""
        return sum(request.method == "POST" for request in self.sent)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def network(clock: FakeClock) -> Network:
    class Now(ManualClock):
        def __call__(self) -> float:
            return clock.time()

    return Network(create_app(["piapi", "tripo"], clock=Now()).mock)


@pytest.fixture
def open_store(tmp_path: Path, clock: FakeClock) -> Iterator[Callable[..., JobStore]]:
    """Open the store of the test, as another process would."""
    opened = []

    def open_store(**options: Any) -> JobStore:
        opened.append(JobStore(tmp_path / "state/jobs.db", clock=clock.time, **options))
        return opened[-1]

    yield open_store
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: Callable[..., JobStore]) -> JobStore:
    return open_store()
