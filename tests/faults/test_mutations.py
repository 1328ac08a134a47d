"""The invariants of the fault runs: each notices the client that breaks its rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.invariants import INVARIANTS
from tests.faults.mutations import MUTATIONS, Mutation
from tests.faults.plan import draw
from tests.faults.run import execute

RUNS = 60
"""Runs in which a mutation has to be noticed."""


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.about)
def test_an_invariant_notices_a_broken_rule(mutation: Mutation, tmp_path: Path) -> None:
    """A client that breaks one rule breaks the invariant that the table names, within a few runs."""
    with mutation.applied():
        for seed in range(RUNS):
            plan = draw(seed, mutation.kind, mutation.caller)
            if mutation.invariant.__name__ in execute(plan, tmp_path).found:
                return
    pytest.fail(f"not noticed in {RUNS} runs")


def test_every_invariant_has_a_mutation() -> None:
    """No invariant is one that nothing can break."""
    assert {each.invariant for each in MUTATIONS} == {*INVARIANTS}
