"""Fixtures of the tests of faults: a wire for each test, and what must not be left behind by it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from tests.faults.proxy import Proxy
from tests.faults.wire import Background, Wire
from tests.runtime.harness import APIS


@pytest.fixture(scope="session")
def background() -> Iterator[Background]:
    """Where all wires run."""
    background = Background()
    yield background
    background.stop()


@pytest.fixture(params=["sync", "async", "fast"])
def mode(request: pytest.FixtureRequest) -> str:
    """Which client, in turn; the fast one is async and sends through a session of aiohttp."""
    mode: str = request.param
    return mode


@pytest.fixture
def wire(background: Background) -> Iterator[Wire]:
    """A proxy and an API; when the test is over, no connection and no thread of a client may be left."""
    before = set(threading.enumerate())
    wire = Wire(APIS[0])
    background.run(wire.open())
    yield wire
    background.run(wire.shut())
    assert wire.left() == 0
    end = time.monotonic() + 1
    while set(threading.enumerate()) != before and time.monotonic() < end:
        time.sleep(0.001)
    assert set(threading.enumerate()) == before


@pytest.fixture(scope="session")
def proxy() -> Iterator[Proxy]:
    """The servers of runs of commands."""
    proxy = Proxy()
    yield proxy
    proxy.stop()
