"""The driver against `gettask mock` as people run it: a process of its own, over HTTP."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from decimal import Decimal

import pytest
from click.testing import CliRunner

from gettask import load
from gettask.cli.app import cli
from gettask.conformance.driver.budget import Budget, worst_case


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
