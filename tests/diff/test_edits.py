"""Every edit that breaks somebody is called breaking on the surface where it is felt, no other is."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from codegen.diff import Severity, Tools, compare
from codegen.rules.check import check
from tests.diff.conftest import Make
from tests.diff.edits import EDITS, Edit


def test_the_edits_start_from_a_spec_that_holds(toy: Any) -> None:
    """The labels are about a document that breaks no rule."""
    assert check(toy, "effective") == []


@pytest.mark.node
@pytest.mark.parametrize("edit", EDITS, ids=lambda e: e.name)
def test_an_edit_is_judged_as_it_is_felt(
    edit: Edit, toy: Any, base: Path, make_tree: Make, tools: Tools
) -> None:
    """The surfaces with a breaking finding are those of the label."""
    document = deepcopy(toy)
    edit.change(document)
    assert json.dumps(document) != json.dumps(toy)
    found = compare(base, make_tree(document), tools)
    breaking = [f for f in found if f.severity is Severity.BREAKING]
    assert {f.surface for f in breaking} == edit.seen, [f.what for f in breaking]
    assert all(f.what and f.hits and f.avoid for f in breaking)
    assert edit.says in " ".join(f.what for f in found)
