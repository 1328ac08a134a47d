"""Seeded runs of create, wait and download while everything goes wrong: what is promised holds in each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.faults import __main__ as faults
from tests.faults.plan import COMMAND_EVERY, draw
from tests.faults.proxy import Proxy
from tests.faults.run import execute

SEEDS = range(100)  # `make faults`, which .ci/run calls, takes thousands
BATCHES = 10


@pytest.mark.parametrize("batch", range(BATCHES))
def test_what_is_promised_holds_under_faults(batch: int, tmp_path: Path, proxy: Proxy) -> None:
    """No job is lost or ordered twice, no wait runs on, no file is wrong, nothing leaks, whatever happens."""
    for seed in SEEDS[batch::BATCHES]:
        record = faults.execute(seed, tmp_path / "out", lambda: proxy)
        assert record.found == {}, f"make faults RUNS=1 SEED={seed}\n{faults.steps(record)}"


def test_a_run_repeats_itself(tmp_path: Path) -> None:
    """The same seed does the same again, step by step, with threads and with asyncio."""
    for seed in range(COMMAND_EVERY - 10, COMMAND_EVERY - 2):
        first, second = (execute(draw(seed), tmp_path / "out") for _ in range(2))
        assert [*map(_without_link, first.api.asked)] == [*map(_without_link, second.api.asked)]


def _without_link(step: str) -> str:
    """Return a step without signatures of links and ids of requests, which are the mock's own chance."""
    return re.sub(r"request id [\w-]+", "", step.partition("/_assets/")[0])
