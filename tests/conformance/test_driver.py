"""The driver against `gettask mock` as people run it: a process of its own, over HTTP."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner

from gettask import load
from gettask.cli.app import cli
from gettask.conformance import Severity, Verdict, judge
from gettask.conformance.driver import Driver, Options
from gettask.conformance.driver.budget import Budget, worst_case
from gettask.conformance.driver.sender import Answer
from gettask.conformance.report import make
from gettask.conformance.spec import spec_at
from tests.conformance.harness import APIS, HOST, KEYS, VARIANTS, Server


@pytest.fixture
def url() -> Iterator[str]:
    """The URL of a mock that serves every API."""
    command = [sys.executable, "-m", "gettask", "mock", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.terminate()


@pytest.mark.parametrize("api", APIS)
def test_the_mock_passes_in_a_minute(url: str, api: str) -> None:
    """All variants of an API, with webhooks on loopback and without a key in the environment."""
    begun = time.monotonic()
    runner = CliRunner(env={load(api).auth.env: ""})
    result = runner.invoke(cli, ["check", url, "--api", api])
    assert result.exit_code == 0, result.output
    assert time.monotonic() - begun < 60
    assert "time is up" not in result.output


class Gateway:
    """A sender to the mock behind a gateway, which puts a path in front of that of the API."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self.now, self.sleep = server.now, server.sleep

    def send(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Answer:
        """Take the path of the gateway off; refuse a request to the API without it, and pass on downloads."""
        if "/staging" not in url and self._server.spec.find(method, urlsplit(url).path):
            return Answer(404)
        return self._server.send(method, url.replace("/staging", "", 1), headers, body)


def _through(server: Server, base_url: str, **options: Any) -> tuple[Driver, Verdict]:
    given = {"variants": (VARIANTS[server.api],), "probes": False, "patience": 200.0, "time": 10_000.0}
    spec = spec_at(server.api, base_url)
    driver = Driver(spec, base_url, Gateway(server), Options(KEYS, **{**given, **options}))
    return driver, judge(driver.run(), spec=spec)


@pytest.mark.parametrize("api", APIS)
def test_a_server_behind_a_gateway_is_checked_alike(api: str) -> None:
    """A base path of its own stands before the paths of the specification."""
    server = Server(api)
    driver, verdict = _through(server, server.base_url.replace(HOST, f"{HOST}/staging"))
    assert driver.gaps == []
    assert [(each.check.name, each.problem.message) for each in verdict.violations] == []
    assert {"status-order", "asset-reachable", "response-schema"} <= verdict.examined.keys()


def test_what_could_not_be_looked_at_fails_the_run() -> None:
    """A URL without the base path of the API, and a task that the server does not have."""
    server = Server("tripo")
    driver, verdict = _through(server, f"{HOST}/v3")
    (gap,) = driver.gaps
    assert "no request succeeded, most were answered with 404" in gap
    assert make([verdict], gaps=driver.gaps).fails(Severity.ERROR)
    driver, _ = _through(server, f"{HOST}/staging/v3", task_ids=("nonesuch",), create=False)
    assert driver.gaps == ["task nonesuch was not shown: its poll was answered with 404"]


def test_a_budget_is_kept_task_by_task() -> None:
    """What is too dear, or has no bound, is refused with a reason, and costs nothing of the rest."""
    contract = load("tripo")
    budget = Budget(contract, Decimal("0.35"))
    model, image, splat = (
        contract.variants[name] for name in ("text-to-model", "text-to-image", "image-to-splat")
    )
    assert budget.refusal(model, model.example or {}) is None
    assert budget.spent == Decimal("0.2")
    assert "it may cost $0.5, and $0.15 are left" in (budget.refusal(image, image.example or {}) or "")
    assert budget.refusal(splat, splat.example or {}) == "no source bounds its price"
    assert budget.spent == Decimal("0.2")
    assert worst_case(contract, [model, splat]) == (Decimal("0.6"), ["image-to-splat"])
