"""The driver against `gettask mock` as people run it: a process of its own, over HTTP."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from click.testing import CliRunner

from gettask.cli.app import cli


@pytest.fixture
def url() -> Iterator[str]:
    """The URL of a mock that serves every API."""
    command = [sys.executable, "-m", "gettask", "mock", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.terminate()


@pytest.mark.parametrize("api", ["piapi", "tripo", "tripo-v2"])
def test_the_mock_passes_in_a_minute(url: str, api: str) -> None:
    """All variants of an API, with webhooks on loopback and without a key in the environment."""
    begun = time.monotonic()
    runner = CliRunner(env={"TRIPO_API_KEY": "", "PIAPI_API_KEY": ""})
    result = runner.invoke(cli, ["check", url, "--api", api])
    assert result.exit_code == 0, result.output
    assert time.monotonic() - begun < 60
    assert "time is up" not in result.output
