"""A batch that is killed with -9 and run again loses nothing, orders nothing twice, has the right files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.jobs.killing import Outcome, run_killed


def test_a_killed_batch_orders_nothing_twice(tmp_path: Path) -> None:
    """Killed in the midst of creates and run again: a task for each row, all files, no others."""
    assert run_killed(tmp_path, rows=12, kills=1, seed=7) == Outcome(lost=0, double=0, wrong=0, kills=1)


@pytest.mark.gate
def test_a_batch_that_is_changed_after_each_kill_orders_nothing_twice(tmp_path: Path) -> None:
    """Rows are added, removed, changed, doubled, moved: no request has more tasks than it had rows."""
    outcome = run_killed(tmp_path, rows=12, kills=2, seed=11, edited=True)
    assert outcome == Outcome(lost=0, double=0, wrong=0, kills=2)
