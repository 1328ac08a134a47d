"""Violations are reported to programs with everything that people read, and every rule has its page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from codegen import report
from codegen.cli import main
from codegen.rules import catalogue as rules
from codegen.sources.violations import Violation

ROOT = Path(__file__).parents[2]


@pytest.fixture
def found(tmp_path: Path) -> list[Violation]:
    """Return a violation of a rule of ours, one of Redocly's, one without a line, and a note."""
    file = tmp_path / "openapi/toy/openapi.yaml"
    return [
        Violation("3% is above\nmaximum, 2", file, "/a", 3, 5, "mend it", "bounds"),
        Violation("no summary", file, "/b", 7, 1, rule="operation-summary"),
        Violation("not YAML: [x", file),
        Violation("this link is not in the client", file, "/c", 9, 2, "so it is", "not-generated", "note"),
    ]


def test_text_has_a_line_a_violation_with_place_and_rule(tmp_path: Path, found: list[Violation]) -> None:
    """Files are relative to the repository; what has no line stands on the first one."""
    second, third, note = report.text(tmp_path, found[1:]).split("\n")
    assert second == "error: openapi/toy/openapi.yaml:7:1: no summary [operation-summary]"
    assert third == "error: openapi/toy/openapi.yaml:1:1: not YAML: [x [spec]"
    assert note == "note: openapi/toy/openapi.yaml:9:2: this link is not in the client [not-generated]"


def test_github_shows_one_annotation_a_problem(tmp_path: Path, found: list[Violation]) -> None:
    """Each is one line, whatever its message holds, and leads to the page of its rule."""
    first, second, _, note = report.github(tmp_path, found).split("\n")
    assert first == (
        "::error file=openapi/toy/openapi.yaml,line=3,col=5,title=bounds"
        "::3%25 is above%0Amaximum, 2%0Ahint: mend it%0Asee docs/rules.md#bounds"
    )
    assert second.endswith("see docs/rules.md#redocly")
    assert note.startswith("::notice ")


def test_sarif_tells_rules_and_places(tmp_path: Path, found: list[Violation]) -> None:
    """Every result has a rule of the driver, ours with what they are about."""
    log = json.loads(report.sarif(tmp_path, found))
    assert log["$schema"].endswith(f"sarif-{log['version']}.json")
    (run,) = log["runs"]
    known = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert {result["ruleId"] for result in run["results"]} == known.keys()
    assert known["bounds"]["shortDescription"]["text"] == "A lower bound above the upper one."
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "openapi/toy/openapi.yaml", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {"startLine": 3, "startColumn": 5}
    assert [result["level"] for result in run["results"]] == ["error"] * 3 + ["note"]


def test_every_rule_has_its_paragraph() -> None:
    """The page in docs/ has a section for every rule, to which messages lead."""
    page = (ROOT / "docs/rules.md").read_text("utf-8")
    assert rules.paragraphs() in page
    for name in [*(rule.name for rule in rules.rules()), "redocly"]:
        assert f"\n## {name}\n" in page


@pytest.mark.usefixtures("without_node")
@pytest.mark.parametrize("form", ["text", "github", "sarif"])
def test_lint_tells_in_every_format(toy: Path, capsys: pytest.CaptureFixture[str], form: str) -> None:
    """Without a problem it exits with 0; with one, with 1, and names the line."""
    assert main(["--root", str(toy), "lint", "--format", form]) == 0
    capsys.readouterr()
    overlay = toy / "overlays/toy/observed.yaml"
    overlay.write_text(overlay.read_text().replace("    x-confidence: observed\n", "", 1))
    assert main(["--root", str(toy), "lint", "--format", form]) == 1
    output = "".join(capsys.readouterr())
    assert "overlays/toy/observed.yaml" in output
    assert "difference" in output
