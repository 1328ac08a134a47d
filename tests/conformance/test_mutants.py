"""A part of the mutation bench: every check can fail, and `make mutants` runs all of it."""

from __future__ import annotations

import pytest

from gettask.conformance import CHECKS
from gettask.conformance.checks import load_all
from tests.conformance.mutants import bench, recorded_faults
from tests.conformance.mutants.model import Mutant

EVERY = 15
"""One mutant of so many is tried here."""
SAMPLE = bench.everything()[::EVERY]


@pytest.mark.parametrize("mutant", list(recorded_faults.mutants()), ids=lambda mutant: mutant.name)
def test_one_check_alone_notices_a_recorded_fault(mutant: Mutant) -> None:
    """A fault is one violation, of the check that is for it."""
    assert len(bench.try_out(mutant, mutant.apis[0]).checks) == 1


@pytest.mark.parametrize("mutant", SAMPLE, ids=lambda mutant: mutant.name)
def test_a_server_with_one_fault_is_noticed(mutant: Mutant) -> None:
    """At the first API that can have the fault."""
    assert bench.try_out(mutant, mutant.apis[0]).checks or mutant.allowed


def test_the_bench_is_large_enough() -> None:
    """At least 100 faults of the life cycle and 150 of HTTP, over all APIs."""
    families = [mutant.family for mutant in bench.everything()]
    assert families.count("life cycle") >= 100
    assert families.count("http") >= 150


def test_every_check_has_a_name_that_the_documentation_explains() -> None:
    """Each has a sentence that ends, and names what it reads."""
    load_all()
    for name, check in CHECKS.items():
        assert check.sentence.endswith("."), name
        assert check.reads, name
        assert (check.examine.__doc__ or "").strip(), name
