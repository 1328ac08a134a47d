"""The pytest fixtures `gettask_mock` and `gettask_mock_session`: task APIs in memory, on a held clock.

    def test_my_job(gettask_mock):
        gettask_mock.scenario("busy")
        with gettask_mock.client("piapi") as piapi:
            my_job(piapi)  # waits take no time

`pytest --gettask-scenarios` ends with the scenarios that the tests have met, and those that they have not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from gettask.client import AsyncClient, Client
    from gettask.mock import App, Attempt, Delivery, HeldClock, Mock, Plan, Planner
    from gettask.mock.core import Entry
    from gettask.mock.transport import MockTransport

# A name that no resolver knows: a client that was not given the transport fails instead of calling somebody.
ROOT = "http://gettask-mock.invalid"

KEY = "mock-key"

MET = pytest.StashKey[set[str]]()
WORKER = "gettask_scenarios_met"


@dataclass(frozen=True)
class GettaskMock:
    """A mock of every installed API that knows no tasks yet."""

    app: App
    clock: HeldClock
    """Stands still until `clock.advance(seconds)`."""

    @property
    def mock(self) -> Mock:
        """The mock behind the application."""
        return self.app.mock

    @property
    def base_urls(self) -> Mapping[str, str]:
        """The base URL of each API, by its name."""
        return {name: ROOT + api.base for name, api in self.mock.apis.items()}

    @cached_property
    def transport(self) -> MockTransport:
        """A transport for `httpx.Client` and `httpx.AsyncClient`; `app` serves other ASGI clients."""
        from gettask.mock.transport import MockTransport

        return MockTransport(self.mock)

    def client(self, api: str, key: str = KEY) -> Client:
        """A client of an API whose requests the mock answers, and whose waits let the mock's time pass."""
        from gettask.client import connect

        return connect(api, key, http_client=self.transport.client(), **self._options(api))

    def async_client(self, api: str, key: str = KEY) -> AsyncClient:
        """The same, async."""
        from gettask.client import connect_async

        return connect_async(api, key, http_client=self.transport.async_client(), **self._options(api))

    def _options(self, api: str) -> dict[str, Any]:
        from gettask.testing import InstantClock

        return {"base_url": self.base_urls[api], "clock": InstantClock(self.clock.advance)}

    def deliver(self, receive: Callable[[Delivery], int | None]) -> list[Attempt]:
        """Hand the webhooks that are due to a function that takes a delivery and returns an HTTP status.

        `await gettask_mock.mock.deliver_to(app)` is for a receiver that is an ASGI application.
        """
        return self.mock.deliver(receive)

    def plan(self, plan: Plan | Planner, task: str | None = None) -> None:
        """Say what becomes of tasks created from now on; by default the first look finds them done.

        With the id of a task that has not ended its life begins anew, in the status that it has reached.
        Raises ValueError for statuses that no task has, for an unknown id and for a task that has ended.
        """
        if task is None:
            self.mock.plan = plan
        else:
            self.mock.replan(task, plan)

    def scenario(self, name: str | None) -> None:
        """Let this happen to tasks created from now on; raises ValueError if it is not in the catalogue."""
        self.mock.scenario = name

    @property
    def journal(self) -> Sequence[Entry]:
        """The last requests, the oldest first: method, path and status."""
        return list(self.mock.journal)

    @property
    def met(self) -> Mapping[str, int]:
        """How often each scenario has shown itself."""
        return self.mock.met


@pytest.fixture
def gettask_mock(pytestconfig: pytest.Config) -> Iterator[GettaskMock]:
    """Task APIs in memory: base URLs, a clock to advance, an httpx transport. Needs `gettask[mock]`."""
    yield from _fresh(pytestconfig)


@pytest.fixture(scope="session")
def gettask_mock_session(pytestconfig: pytest.Config) -> Iterator[GettaskMock]:
    """The same, shared by all tests; `mock.reset()` makes it forget."""
    yield from _fresh(pytestconfig)


def _fresh(config: pytest.Config) -> Iterator[GettaskMock]:
    from gettask.mock import HeldClock, create_app

    clock = HeldClock()
    made = GettaskMock(create_app(clock=clock), clock)
    yield made
    config.stash.setdefault(MET, set()).update(made.met)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that asks for the report."""
    about = "report which scenarios of the gettask mock the tests have met"
    parser.getgroup("gettask").addoption("--gettask-scenarios", action="store_true", help=about)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand what was met to the process that reports, where tests run in several."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output[WORKER] = sorted(session.config.stash.get(MET, ()))


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what a worker of pytest-xdist has met."""
    met = getattr(node, "workeroutput", {}).get(WORKER, ())
    node.config.stash.setdefault(MET, set()).update(met)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Write the report, if it was asked for."""
    if not config.getoption("--gettask-scenarios"):
        return
    from gettask.mock.scenarios import CATALOGUE

    met = config.stash.get(MET, set())
    terminalreporter.section("gettask scenarios")
    for title, names in (
        ("met", [name for name in CATALOGUE if name in met]),
        ("never met", [name for name in CATALOGUE if name not in met]),
    ):
        terminalreporter.write_line(f"{title} ({len(names)}): {', '.join(names) or 'none'}")
