"""A pytest plugin: a test fails whose output holds a dummy secret, or that leaves the environment changed.

It hears what a test prints and logs, down to DEBUG, and what the test itself takes in: captured output, the
output of processes and of the command line. It runs where the tests run, so with pytest-xdist in each worker.
"""

from __future__ import annotations

import logging
import os
import re
import subprocess
from collections.abc import Callable, Generator
from typing import Any

import pytest
from click.testing import CliRunner

SECRET = re.compile(r"dummy-(?:key|signature|policy|password|webhook-secret)")
"""How the secrets of all tests begin."""

_heard: list[str] = []
_environment: dict[str, str] = {}


@pytest.fixture(scope="session", autouse=True)
def _all_is_heard() -> Generator[None]:
    """Each line of the log is made, and what tests take in passes by here."""
    log = logging.getLogger("gettask")
    level = log.level
    log.setLevel(logging.DEBUG)
    with pytest.MonkeyPatch.context() as patch:
        for owner, name in (
            (pytest.CaptureFixture, "readouterr"),
            (subprocess.Popen, "communicate"),
            (CliRunner, "invoke"),
        ):
            patch.setattr(owner, name, _hearing(getattr(owner, name)))
        yield
    log.setLevel(level)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Note the environment that the test is to leave as it is."""
    _environment.clear()
    _environment.update(os.environ)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    call: pytest.CallInfo[None],
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a test whose output holds a secret, or after which a variable has another value."""
    report = yield
    sections = [*report.sections, *(("what the test took in", text) for text in _heard)]
    leaks = [place for place, text in sections if SECRET.search(text)]
    if leaks:
        report.outcome = "failed"
        report.longrepr = f"A secret stands in: {', '.join(leaks)}"
    if call.when == "teardown":
        changed = {name for name, _ in _environment.items() ^ os.environ.items()} - {"PYTEST_CURRENT_TEST"}
        if changed:
            report.outcome = "failed"
            report.longrepr = f"The test leaves variables changed: {', '.join(sorted(changed))}"
        _heard.clear()
    return report


def _hearing(function: Callable[..., Any]) -> Callable[..., Any]:
    def heard(*args: Any, **options: Any) -> Any:
        result = function(*args, **options)
        output = [result.output, result.stderr] if hasattr(result, "output") else result
        _heard.extend(
            text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text) for text in output
        )
        return result

    return heard
