"""A breaking finding counts as what a person judged, for as long as that holds, and says who did."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from codegen.diff import Finding, Severity
from release.approvals import FILE, approvals, approved, stale
from release.tools import ReleaseError

GONE = Finding("toy", "http", Severity.BREAKING, "`Song.mood` is gone.", "who creates songs")
ENTRY = """\
- api: toy
  finding: '`Song.mood` is gone.'
  as: compatible
  reason: It was never sent.
  owner: Ada
  until: '2026-12-31'
"""


def test_an_approved_finding_counts_as_what_it_was_judged(tmp_path: Path) -> None:
    """It says who approved it, until when and why; other findings stay as they are."""
    (tmp_path / FILE).write_text(ENTRY, "utf-8")
    other = Finding("toy", "http", Severity.BREAKING, "`Song.words` is gone.", "who creates songs")
    listed = approvals(tmp_path)
    found = approved([GONE, other], listed, date(2026, 12, 31))
    assert [f.severity for f in found] == [Severity.COMPATIBLE, Severity.BREAKING]
    assert found[0].what == "`Song.mood` is gone. Approved by Ada until 2026-12-31: It was never sent."
    assert found[1] == other
    assert stale(found, listed, date(2026, 12, 31)) == []


def test_an_approval_ends(tmp_path: Path) -> None:
    """After its day the finding breaks again, and the gate names the line."""
    (tmp_path / FILE).write_text(ENTRY, "utf-8")
    listed = approvals(tmp_path)
    assert approved([GONE], listed, date(2027, 1, 1)) == [GONE]
    assert stale([GONE], listed, date(2027, 1, 1)) == [
        "approvals.yaml:1:3: this approval ended on 2026-12-31: judge it anew."
    ]


def test_an_approval_of_nothing_is_named(tmp_path: Path) -> None:
    """It would let the next finding of that name pass."""
    (tmp_path / FILE).write_text(ENTRY, "utf-8")
    (problem,) = stale([], approvals(tmp_path), date(2026, 12, 1))
    assert problem == "approvals.yaml:1:3: nothing of toy is found like this: remove it."


def test_without_the_file_nothing_is_approved(tmp_path: Path) -> None:
    """Most trees have none."""
    assert approvals(tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("  owner: Ada\n", "", "approvals.yaml:1:3: an approval has .*; missing: owner"),
        ("as: compatible", "as: fine", "`as` is one of breaking, compatible, info"),
        ("'2026-12-31'", "'2026-12-32'", "`until` a day such as"),
        ("owner: Ada", "owner: Ada\n  sign: x", "an approval has no 'sign'"),
        ("- api: toy\n ", "api: toy\n#", "approvals.yaml:1:1: this is a list of approvals"),
    ],
)
def test_an_approval_that_cannot_be_read_is_named(tmp_path: Path, old: str, new: str, problem: str) -> None:
    """With the file, the line and what an approval holds."""
    assert old in ENTRY
    text = ENTRY.replace(old, new)
    (tmp_path / FILE).write_text("api: toy\n" if text.startswith("api") else text, "utf-8")
    with pytest.raises(ReleaseError, match=problem):
        approvals(tmp_path)
