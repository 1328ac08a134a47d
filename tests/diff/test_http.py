"""What both tools say of two documents becomes one finding a change."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

from codegen.diff import Severity, Tools, http
from codegen.diff.snapshot import Snapshot, apis
from codegen.diff.tools import Verdict
from tests.diff.conftest import Make
from tests.diff.edits import SCHEMAS, put

LYRICS = f"{SCHEMAS}/SongOutput/properties/lyrics"


class Saying(Tools):
    """Stands in for Redocly and oasdiff, with given findings."""

    def __init__(self, *verdicts: Verdict) -> None:
        self.findings = [*verdicts]

    def verdicts(self, old: Snapshot, new: Snapshot, work: Path) -> list[Verdict]:
        assert old.api == new.api
        assert work.is_dir()
        return self.findings


def test_what_is_part_of_a_change_is_told_only_if_it_breaks(
    toy: Any, base: Path, make_tree: Make, tmp_path: Path
) -> None:
    """A text that becomes an object is one change, not one for each member."""
    document = deepcopy(toy)
    put(LYRICS, {"type": "object", "properties": {"text": {}}})(document)
    whole = Verdict(LYRICS, Severity.BREAKING, "type-changed", "The type changed.")
    text = Verdict(f"{LYRICS}/properties/text", Severity.INFO, "property-added", "A property is new.")
    old, new = apis(base)["toy"], apis(make_tree(document))["toy"]
    for verdicts, pointers in (((whole, text), [LYRICS]), ((text,), [text.pointer])):
        assert [f.pointer for f in http.judge(old, new, Saying(*verdicts), tmp_path)] == pointers
