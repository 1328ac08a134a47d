"""A diff says the same in every format."""

from __future__ import annotations

import json

from codegen.diff import Finding, Severity
from codegen.diff.finding import Line
from codegen.diff.report import as_json, markdown, text

BREAKING = Finding(
    api="toy",
    surface="http",
    severity=Severity.BREAKING,
    what="`Song.words` is `A | B`.",
    hits="who reads tasks of song",
    avoid="Keep it.",
    pointer="/components/schemas/Song",
    side="base",
    rules=("a", "b"),
    line=Line("openapi/toy/openapi.yaml", 7, 3, "base"),
)
INFO = Finding(api="toy", surface="state", severity=Severity.INFO, what="Other words.", hits="nobody")
VERDICT = "toy: breaking, needs 0.4.0 or later; it is 0.3.1, which is too low"


def test_text_says_where_who_and_how() -> None:
    """A breaking finding has its place, its victims and its remedy; the rest is short."""
    report = text([BREAKING, INFO], "v0.3.1", [VERDICT])
    assert report.splitlines()[0] == "Since v0.3.1: 1 breaking, 1 info"
    for part in (
        "openapi/toy/openapi.yaml:7:3 at v0.3.1",
        "`Song.words`",
        "hits: who reads",
        "Keep it.",
        VERDICT,
    ):
        assert part in report
    assert "hits: nobody" not in report


def test_markdown_shows_what_breaks_and_folds_the_rest() -> None:
    """Tables hold whole rows, whatever stands in their cells."""
    report = markdown([BREAKING, INFO], "v0.3.1", [VERDICT])
    rows = [line for line in report.splitlines() if line.startswith("|")]
    assert {row.replace("\\|", "").count("|") for row in rows} == {4}
    before, folded = report.split("<details>")
    assert "`Song.words`" in before
    assert "Other words." in folded


def test_json_holds_everything() -> None:
    """Programs get every field, with the counts."""
    data = json.loads(as_json([BREAKING, INFO], "v0.3.1", [VERDICT]))
    assert data["counts"] == {"breaking": 1, "compatible": 0, "info": 1}
    assert data["findings"][0]["line"] == {
        "file": "openapi/toy/openapi.yaml",
        "line": 7,
        "column": 3,
        "side": "base",
    }
    assert data["verdicts"] == [VERDICT]


def test_nothing_is_said_to_be_nothing() -> None:
    """No finding is a sentence, too."""
    assert text([], "v0.3.1", []) == "Since v0.3.1: nothing that consumers notice"
