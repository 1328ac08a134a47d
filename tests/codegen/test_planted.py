"""Slips in the hand-written documents are caught, at their line: those of the smallest API, in make check."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.codegen.planted import Slip, copied, found, slips


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the documents of all APIs."""
    return copied(tmp_path_factory.mktemp("planted"))


@pytest.mark.node
@pytest.mark.parametrize("slip", [s for s in slips() if s.api == "runway"], ids=lambda s: s.why)
def test_a_slip_is_one_message_at_its_line(repository: Path, slip: Slip) -> None:
    """A maintainer reads what is wrong, and where, and nothing that merely follows from it."""
    result = found(repository, slip)
    assert len(result.violations) == 1
    assert result.exact != slip.elsewhere


def test_every_slip_changes_what_is_there() -> None:
    """A document that has moved on takes its slips along."""
    root = Path(__file__).parents[2]
    for slip in slips():
        text = (root / slip.file).read_text("utf-8") if slip.old is not None else ""
        assert slip.old is None or slip.old in text[text.find(slip.after) :], slip.why
