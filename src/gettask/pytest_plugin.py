"""The pytest fixtures `gettask_mock` and `gettask_mock_session`: task APIs in memory, on a manual clock.

    from gettask.pytest_plugin import GettaskMock

    def test_my_job(gettask_mock: GettaskMock) -> None:
        gettask_mock.scenario("busy")
        with gettask_mock.client("piapi") as piapi:
            my_job(piapi)  # waits take no time

`pytest --gettask-scenarios` ends with the scenarios that had an effect in the tests, and those that had none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, overload

import pytest

if TYPE_CHECKING:
    from gettask.client import (
        AsyncClient,
        AsyncPiAPI,
        AsyncTripo,
        AsyncTripoV2,
        Client,
        PiAPI,
        Tripo,
        TripoV2,
    )
    from gettask.mock import (
        App,
        DeliveryAttempt,
        JournalEntry,
        ManualClock,
        Mock,
        Planner,
        TaskPlan,
        WebhookDelivery,
    )
    from gettask.mock.transport import MockTransport

__all__ = ["GettaskMock", "gettask_mock", "gettask_mock_session"]

# A name that no resolver knows: a client that was not given the transport fails instead of calling somebody.
ROOT = "http://gettask-mock.invalid"

KEY = "mock-key"

MET = pytest.StashKey[set[str]]()
WORKER = "gettask_scenarios_met"


@dataclass(frozen=True)
class GettaskMock:
    """The type of the fixture `gettask_mock`: a mock of every installed API, without tasks at first."""

    app: App
    """The ASGI application."""
    clock: ManualClock
    """Stands still until `clock.advance(seconds)`."""

    @property
    def mock(self) -> Mock:
        """The mock behind the application."""
        return self.app.mock

    @property
    def base_urls(self) -> Mapping[str, str]:
        """The base URL of each API, by its name."""
        return {name: ROOT + api.base_path for name, api in self.mock.apis.items()}

    @cached_property
    def transport(self) -> MockTransport:
        """A transport for `httpx.Client` and `httpx.AsyncClient`. Other ASGI clients take `app`."""
        from gettask.mock.transport import MockTransport

        return MockTransport(self.mock)

    @overload
    def client(self, api: Literal["piapi"], key: str = KEY) -> PiAPI: ...
    @overload
    def client(self, api: Literal["tripo"], key: str = KEY) -> Tripo: ...
    @overload
    def client(self, api: Literal["tripo-v2"], key: str = KEY) -> TripoV2: ...
    @overload
    def client(self, api: str, key: str = KEY) -> Client: ...
    def client(self, api: str, key: str = KEY) -> Client:
        """A client of an API. The mock answers its requests, and its waits advance the mock's clock.

        Args:
            api: The name of the API.
            key: The key that it sends. Keys see only the tasks that they created.

        Raises:
            ValueError: for an API that is not installed.
        """
        from gettask.client import connect

        return connect(api, key, http_client=self.transport.client(), **self._options(api))

    @overload
    def async_client(self, api: Literal["piapi"], key: str = KEY) -> AsyncPiAPI: ...
    @overload
    def async_client(self, api: Literal["tripo"], key: str = KEY) -> AsyncTripo: ...
    @overload
    def async_client(self, api: Literal["tripo-v2"], key: str = KEY) -> AsyncTripoV2: ...
    @overload
    def async_client(self, api: str, key: str = KEY) -> AsyncClient: ...
    def async_client(self, api: str, key: str = KEY) -> AsyncClient:
        """An async client of an API, as `client` makes a sync one."""
        from gettask.client import connect_async

        return connect_async(api, key, http_client=self.transport.async_client(), **self._options(api))

    def _options(self, api: str) -> dict[str, Any]:
        from gettask.testing import InstantClock

        if api not in self.mock.apis:
            raise ValueError(f"no such API: {api!r}; there are {', '.join(self.mock.apis)}")
        return {"base_url": self.base_urls[api], "clock": InstantClock(self.clock.advance)}

    def deliver(self, receiver: Callable[[WebhookDelivery], int | None]) -> list[DeliveryAttempt]:
        """Pass the webhooks that are due to a function, and return the attempts.

        `await gettask_mock.mock.webhooks.deliver_to(app)` posts them to an ASGI application.

        Args:
            receiver: Takes a delivery and returns the HTTP status of its response, None for no response.
        """
        return self.mock.webhooks.deliver(receiver)

    def plan(self, plan: TaskPlan | Planner, task: str | None = None) -> None:
        """Set how tasks proceed and end. By default the first poll finds them done.

        Args:
            plan: The plan, or a function that makes one for each task.
            task: The id of an existing task: its plan begins now, in the status that it has reached.
                Default: all tasks that are created from now on.

        Raises:
            ValueError: for statuses that no task has, for an unknown id, and for a task that has ended.
        """
        if task is None:
            self.mock.tasks.plan = plan
        else:
            self.mock.tasks.replan(task, plan)

    def scenario(self, name: str | None) -> None:
        """Set the scenario of tasks that are created from now on.

        Args:
            name: A name of docs/scenarios.md, None for no scenario.

        Raises:
            ValueError: for a name that is not in the catalogue.
        """
        self.mock.tasks.scenario = name

    @property
    def journal(self) -> Sequence[JournalEntry]:
        """The last requests, the oldest first: method, path and status."""
        return list(self.mock.journal)

    @property
    def met(self) -> Mapping[str, int]:
        """How often each scenario had an effect."""
        return self.mock.scenarios.met


@pytest.fixture
def gettask_mock(pytestconfig: pytest.Config) -> Iterator[GettaskMock]:
    """Task APIs in memory, new for each test: clients, a clock to advance. Needs `gettask[mock]`.

    Clients that your own code makes, such as `PiAPI()`, go to it as well, without a key and without waiting:
    it sets GETTASK_MOCK_URL.
    """
    yield from _fresh(pytestconfig)


@pytest.fixture(scope="session")
def gettask_mock_session(pytestconfig: pytest.Config) -> Iterator[GettaskMock]:
    """Task APIs in memory, shared by all tests; `mock.reset()` makes them forget."""
    yield from _fresh(pytestconfig)


def _fresh(config: pytest.Config) -> Iterator[GettaskMock]:
    from gettask._http.local import LocalServer, served_locally
    from gettask.mock import ManualClock, create_app
    from gettask.testing import InstantClock

    clock = ManualClock()
    made = GettaskMock(create_app(clock=clock), clock)
    transport = made.transport
    local = LocalServer(transport.client, transport.async_client, InstantClock(clock.advance))
    with served_locally(ROOT, local):
        yield made
    config.stash.setdefault(MET, set()).update(made.met)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that asks for the report."""
    about = "report which scenarios of the gettask mock had an effect in the tests"
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
    from gettask.mock.scenarios.catalogue import CATALOGUE

    met = config.stash.get(MET, set())
    terminalreporter.section("gettask scenarios")
    for title, names in (
        ("met", [name for name in CATALOGUE if name in met]),
        ("never met", [name for name in CATALOGUE if name not in met]),
    ):
        terminalreporter.write_line(f"{title} ({len(names)}): {', '.join(names) or 'none'}")
