"""Fixtures of the runtime's tests."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from gettask import ApiShutDownWarning, task
from gettask._http.request import warn_of_shutdown
from tests.runtime.harness import APIS, Caller


@pytest.fixture(params=APIS)
def api(request: pytest.FixtureRequest) -> str:
    """Each API in turn."""
    name: str = request.param
    return name


@pytest.fixture(params=["sync", "async"])
def open_client(request: pytest.FixtureRequest) -> Callable[..., Caller]:
    """Opens a client, sync and async in turn: (api, server, clock=, **options)."""

    def build(*args: Any, **options: Any) -> Caller:
        return Caller(request.param, *args, **options)

    return build


@pytest.fixture(autouse=True)
def _fresh_warnings() -> Iterator[None]:
    """What was warned of once is forgotten between tests, and that an API is shut down is known."""
    task.warned.clear()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ApiShutDownWarning)
        for api in APIS:
            warn_of_shutdown(api)
    yield
    task.warned.clear()
