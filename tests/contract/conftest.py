"""Where contract tests run."""

from __future__ import annotations

import pytest

from tests.contract.runs import ROOT


@pytest.fixture(autouse=True)
def _in_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    """The paths in schemathesis.toml are relative to the repository."""
    monkeypatch.chdir(ROOT)
