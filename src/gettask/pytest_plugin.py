"""The pytest fixture `gettask_mock`: task APIs in memory, on a clock that the test holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from gettask.mock import App, HeldClock, Mock, Plan, Planner
    from gettask.mock.transport import MockTransport

# A name that no resolver knows: a client that was not given the transport fails instead of calling somebody.
ROOT = "http://gettask-mock.invalid"


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

    def plan(self, plan: Plan | Planner) -> None:
        """Say what becomes of tasks created from now on; by default the first look finds them done."""
        self.mock.plan = plan


@pytest.fixture
def gettask_mock() -> GettaskMock:
    """Task APIs in memory: base URLs, a clock to advance, an httpx transport. Needs `gettask[mock]`."""
    from gettask.mock import HeldClock, create_app

    clock = HeldClock()
    return GettaskMock(create_app(clock=clock), clock)
