"""The pytest fixtures `gettask_mock` and `gettask_mock_session`: task APIs in memory, on a manual clock.

    from gettask import PiAPI
    from gettask.pytest_plugin import GettaskMock

    def test_my_job(gettask_mock: GettaskMock) -> None:
        gettask_mock.scenario("busy")
        with gettask_mock.client(PiAPI) as piapi:
            my_job(piapi)  # waits take no time

`pytest --gettask-scenarios` ends with the scenarios that had an effect in the tests, and those that had none.
`pytest --gettask-check` fails each test whose exchanges with the mock break the contract of the API, and
`--gettask-check-files 'cassettes/*.yaml'` each recording that does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, overload

import pytest

if TYPE_CHECKING:
    from gettask.client import AsyncClient, Client
    from gettask.conformance.pytest_check import ExchangeCheck
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

ClientT = TypeVar("ClientT", bound="Client")
AsyncClientT = TypeVar("AsyncClientT", bound="AsyncClient")

# A name that no resolver knows: a client that was not given the transport fails instead of calling somebody.
ROOT = "http://gettask-mock.invalid"

KEY = "mock-key"

MET = pytest.StashKey[set[str]]()
WORKER = "gettask_scenarios_met"
CHECK: pytest.StashKey[ExchangeCheck] = pytest.StashKey()


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
    def client(self, api: type[ClientT], key: str = KEY) -> ClientT: ...
    @overload
    def client(self, api: str, key: str = KEY) -> Client: ...
    def client(self, api: type[Client] | str, key: str = KEY) -> Client:
        """Return a client of an API. The mock answers its requests, and its waits advance the mock's clock.

        Args:
            api: The name of the API, or the class of its client, such as `PiAPI`.
            key: The key that it sends. Keys see only the tasks that they created.

        Raises:
            ValueError: The API is not installed.
        """
        from gettask.client import connect

        http_client = self.transport.client()
        if isinstance(api, str):
            return connect(api, key, http_client=http_client, **self._options(api))
        return api(key, http_client=http_client, **self._options(api.api))

    @overload
    def async_client(self, api: type[AsyncClientT], key: str = KEY) -> AsyncClientT: ...
    @overload
    def async_client(self, api: str, key: str = KEY) -> AsyncClient: ...
    def async_client(self, api: type[AsyncClient] | str, key: str = KEY) -> AsyncClient:
        """Return an async client of an API; see `client`, which takes the same arguments."""
        from gettask.client import connect_async

        http_client = self.transport.async_client()
        if isinstance(api, str):
            return connect_async(api, key, http_client=http_client, **self._options(api))
        return api(key, http_client=http_client, **self._options(api.api))

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

        Returns:
            The attempts, one for each delivery.
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
    made = GettaskMock(create_app(config.getini("gettask_mock_apis") or None, clock=clock), clock)
    transport = made.transport
    local = LocalServer(transport.client, transport.async_client, InstantClock(clock.advance))
    check = config.stash.get(CHECK, None)
    if check is not None:
        check.watch(made.mock)
    with served_locally(ROOT, local):
        yield made
    if check is not None:
        check.forget(made.mock)
    config.stash.setdefault(MET, set()).update(made.met)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options, and their names in the configuration file."""
    group = parser.getgroup("gettask")
    about = "report which scenarios of the gettask mock had an effect in the tests"
    group.addoption("--gettask-scenarios", action="store_true", help=about)
    about = "names of the APIs that the gettask mock serves (default: all that are installed)"
    parser.addini("gettask_mock_apis", about, type="args", default=[])
    about = "fail tests whose exchanges with the gettask mock break the contract of the API"
    group.addoption("--gettask-check", action="store_true", help=about)
    parser.addini("gettask_check", about, type="bool", default=False)
    about = "fail for recordings (HAR, cassettes, JSON lines) that break the contract; a glob pattern"
    group.addoption("--gettask-check-files", action="append", default=[], metavar="PATTERN", help=about)
    parser.addini("gettask_check_files", about, type="args", default=[])


def pytest_configure(config: pytest.Config) -> None:
    """Begin to look at exchanges, if it was asked for."""
    if config.getoption("--gettask-check") or config.getini("gettask_check"):
        try:
            from gettask.conformance.pytest_check import ExchangeCheck
        except ModuleNotFoundError as error:
            message = f"--gettask-check needs {error.name}: pip install 'gettask[check]'"
            raise pytest.UsageError(message) from None
        config.stash[CHECK] = ExchangeCheck()


def pytest_collection_modifyitems(
    session: pytest.Session, config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Add a test for each recording."""
    patterns = [*config.getini("gettask_check_files"), *config.getoption("--gettask-check-files")]
    if patterns:
        from gettask.conformance.pytest_check import recordings

        items += recordings(session, patterns)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Begin to look at the exchanges of a test, those of its fixtures included."""
    if CHECK in item.config.stash:
        item.config.stash[CHECK].begin()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Fail a test that passed, if what it said to the mock breaks the contract."""
    outcome: Any = yield
    check = item.config.stash.get(CHECK, None)
    found = "" if check is None or outcome.excinfo is not None else check.end(item.nodeid)
    if found:
        outcome.force_exception(pytest.fail.Exception(found, pytrace=False))


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
    """Write the reports that were asked for."""
    check = config.stash.get(CHECK, None)
    if check is not None and (check.tests or check.left_out):
        line = f"gettask: {check.exchanges} exchanges of {check.tests} tests checked"
        left = len(check.left_out)
        chosen = f"; {left} with scenarios or faults not checked" if left else ""
        terminalreporter.write_line(f"{line}{chosen}")
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
