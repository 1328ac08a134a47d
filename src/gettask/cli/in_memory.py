"""A run of the driver against the mock, in this process and without waiting."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from ..conformance import Trace
from ..conformance.driver import Driver, Options
from ..conformance.driver.sender import Answer
from ..conformance.spec import spec_of
from ..mock import ManualClock, Mock, Request, TaskPlan, after_polls, create_app

ROOT = "http://mock.example.com"


class MemorySender:
    """Hands requests to a mock.

    Args:
        mock: The mock.
        clock: Its clock.
    """

    def __init__(self, mock: Mock, clock: ManualClock) -> None:
        self._mock, self._clock = mock, clock

    def send(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Answer:
        """Hand over a request."""
        parts = urlsplit(url)
        sent = {**headers, "host": parts.netloc}
        if body is not None:
            sent["content-length"] = str(len(body))
        response = self._mock.handle(Request(method, parts.path, parts.query, sent, body or b""))
        self._clock.advance(0.01 + response.delay)
        listed = {name.decode(): value.decode("latin-1") for name, value in response.headers}
        return Answer(response.status, listed, response.body, not response.cut)

    def now(self) -> float:
        """Return the time of the mock."""
        return self._clock()

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self._clock.advance(seconds)


def run(api: str) -> Trace:
    """Return the exchanges of a run over all variants of an API."""
    clock = ManualClock()
    app = create_app([api], clock=clock, plan=TaskPlan(after_polls(2)))
    spec = spec_of(api)
    base = ROOT + urlsplit(spec.contract.servers[0].url).path
    options = Options(("first-key", "second-key"), time=1e9, patience=200.0, probes=False)
    return Driver(spec, base, MemorySender(app.mock, clock), options).run()
