"""Golden triples: before, the overlay, after, for each difference that an overlay makes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from codegen.emit.emit import package_name
from codegen.sources import loader, overlay
from tests.codegen.differences import HERE, ROOT, Difference, differences, documented

DIFFERENCES = list(differences())
APIS = sorted(path.stem for path in (ROOT / "generated/documented").glob("*.json"))


@pytest.mark.parametrize("difference", DIFFERENCES, ids=lambda d: f"{d.api}-{d.layer}-{d.id}")
@pytest.mark.parametrize("snapshot", ["before", "after"])
def test_a_difference_does_what_its_snapshots_say(difference: Difference, snapshot: str) -> None:
    """Its nodes are the committed ones, which python -m tests.codegen.differences writes anew."""
    golden: Any = loader.load(difference.folder / f"{snapshot}.yaml").data
    assert getattr(difference, snapshot) == golden


def test_every_difference_has_its_snapshots_and_no_other_stands_there() -> None:
    """A difference that is gone takes its snapshots along."""
    found = {path.parent for path in HERE.rglob("*.yaml")}
    assert found == {difference.folder for difference in DIFFERENCES}


def test_every_difference_changes_something() -> None:
    """Before and after are not the same."""
    assert all(difference.before != difference.after for difference in DIFFERENCES)


@pytest.mark.parametrize("api", APIS)
def test_the_effective_spec_is_the_documents_and_what_was_observed(api: str) -> None:
    """Nothing but the overlay stands between the two."""
    observed = overlay.apply(documented(api), loader.load(ROOT / f"overlays/{api}/observed.yaml")).data
    package: Path = ROOT / f"generated/gettask-{api}" / package_name(api)
    assert observed == json.loads((package / "openapi.json").read_text("utf-8"))
