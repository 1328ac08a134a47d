"""The command line against the mock in memory, whose clock moves with that of the waits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from click.testing import CliRunner, Result

from gettask import APIS, JobStore, load
from gettask.cli import app, connection
from gettask.client import Client, connect
from gettask.pytest_plugin import GettaskMock
from gettask.testing import InstantClock

KEY = "dummy-key-of-the-command-line"


@pytest.fixture
def run(gettask_mock: GettaskMock, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs `gettask WORDS…` and returns what click's runner saw."""

    def client_of(
        api: str, base_url: str | None, _: str | None = None, jobs: JobStore | None = None
    ) -> Client:
        return connect(
            api,
            base_url=base_url or gettask_mock.base_urls[api],
            http_client=httpx.Client(transport=gettask_mock.transport),
            clock=InstantClock(gettask_mock.clock.advance),
            jobs=jobs,
        )

    monkeypatch.setattr(connection, "client_of", client_of)
    for name in APIS:
        monkeypatch.setenv(load(name).auth.env, KEY)

    def call(*words: object, **options: Any) -> Result:
        result = CliRunner().invoke(app.cli, [str(word) for word in words], **options)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
        assert KEY not in result.output
        return result

    return call
