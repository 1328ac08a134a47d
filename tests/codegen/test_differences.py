"""Golden triples: before, the overlay, after, for each difference that an overlay makes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from codegen.emit.emit import package_name
from codegen.sources import loader, overlay
from tests.codegen.differences import HERE, ROOT, Difference, differences, documented

APIS = sorted(path.stem for path in (ROOT / "generated/documented").glob("*.json"))


@pytest.fixture(scope="module")
def found() -> list[Difference]:
    """Every difference: applying the overlays takes longer than comparing what each one did."""
    return list(differences())


def test_each_difference_does_what_its_snapshots_say(found: list[Difference]) -> None:
    """Its nodes are the committed ones, which python -m tests.codegen.differences writes anew."""
    wrong = [
        f"{difference.folder.relative_to(ROOT)}/{snapshot}.yaml"
        for difference in found
        for snapshot in ("before", "after")
        if getattr(difference, snapshot) != loader.load(difference.folder / f"{snapshot}.yaml").data
    ]
    assert wrong == []


def test_every_difference_has_its_snapshots_and_no_other_stands_there(found: list[Difference]) -> None:
    """A difference that is gone takes its snapshots along."""
    folders = {path.parent for path in HERE.rglob("*.yaml")}
    assert folders == {difference.folder for difference in found}


def test_every_difference_changes_something(found: list[Difference]) -> None:
    """Before and after are not the same."""
    assert [difference.id for difference in found if difference.before == difference.after] == []


@pytest.mark.parametrize("api", APIS)
def test_the_effective_spec_is_the_documents_and_what_was_observed(api: str) -> None:
    """Nothing but the overlay stands between the two."""
    path = ROOT / f"overlays/{api}/observed.yaml"
    observed = documented(api)
    if path.exists():
        observed = overlay.apply(observed, loader.load(path)).data
    package: Path = ROOT / f"generated/gettask-{api}" / package_name(api)
    assert observed == json.loads((package / "openapi.json").read_text("utf-8"))
