"""Seeded runs of create, wait and download while everything goes wrong: what is promised holds in each."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.plan import draw
from tests.faults.run import execute

RUNS = 300
BATCHES = 10


@pytest.mark.parametrize("batch", range(BATCHES))
def test_what_is_promised_holds_under_faults(batch: int, tmp_path: Path) -> None:
    """No job is lost or ordered twice, no wait runs on, no file is wrong, nothing leaks, whatever happens."""
    for seed in range(batch, RUNS, BATCHES):
        record = execute(draw(seed), tmp_path)
        assert record.found == {}, f"make faults RUNS=1 SEED={seed}\n" + "\n".join(record.api.asked)


def test_a_run_repeats_itself(tmp_path: Path) -> None:
    """The same seed does the same again, step by step, with threads and with asyncio."""
    for seed in range(8):
        first, second = (execute(draw(seed), tmp_path) for _ in range(2))
        assert [_without_links(step) for step in first.api.asked] == [
            _without_links(step) for step in second.api.asked
        ]


def _without_links(step: str) -> str:
    """Return a step without the signature of a link, which is the mock's own chance."""
    return step.partition("/_assets/")[0]
