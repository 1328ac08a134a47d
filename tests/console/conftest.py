"""A mock of the small API with its console, and a browser without scripts."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from gettask.mock import ManualClock, Mock, Request, TaskPlan, after_polls, create_app
from tests.console.pages import HOST, Browser
from tests.mock.fixtures import PRESS

Order = Callable[..., str]


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def mock(clock: ManualClock) -> Mock:
    return create_app(specs={"press": PRESS}, clock=clock, admin=True, plan=TaskPlan(after_polls(3))).mock


@pytest.fixture
def browser(mock: Mock) -> Browser:
    return Browser(mock.handle)


@pytest.fixture
def order(mock: Mock) -> Order:
    """Create a poster and return the path of its page."""

    def order(body: Any = None, **headers: str) -> str:
        sent = {"x-press-key": "a secret key", "content-type": "application/json", "host": HOST}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        data = json.dumps(body or {"kind": "poster", "order": {"words": "hello"}}).encode()
        response = mock.handle(Request("POST", "/press/v1/jobs", "", sent, data))
        return f"/_mock/ui/tasks/press/{response.json()['job']['ref']}"

    return order


@pytest.fixture
def poll(mock: Mock) -> Callable[[str], str]:
    """Poll the task of a page, and return its status."""

    def poll(page: str) -> str:
        sent = {"x-press-key": "a secret key", "host": HOST}
        response = mock.handle(Request("GET", f"/press/v1/jobs/{page.rpartition('/')[2]}", "", sent))
        return str(response.json()["job"]["state"])

    return poll
