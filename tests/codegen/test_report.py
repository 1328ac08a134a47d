"""Problems are told to machines with everything that people are told, and every rule has its page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from codegen import report
from codegen.__main__ import main
from codegen.rules import catalogue as rules
from codegen.rules import guards
from codegen.sources.source import SpecError

ROOT = Path(__file__).parents[2]


@pytest.fixture
def found(tmp_path: Path) -> list[report.Problem]:
    """Return a problem of ours, one of Redocly's, one without a rule, and a note."""
    file = tmp_path / "openapi/toy/openapi.yaml"
    errors = [
        SpecError(file, "/a", 3, 5, "3% is above\nmaximum, 2 [bounds]", "mend it"),
        SpecError(file, "/b", 7, 1, "no summary [operation-summary]"),
        SpecError(file, "", None, None, "not YAML: [x"),
    ]
    note = SpecError(file, "/c", 9, 2, "this link is not in the generated client [not-generated]", "so it is")
    return report.problems(tmp_path, errors, [note])


def test_a_problem_has_its_place_and_its_rule(found: list[report.Problem]) -> None:
    """Files are relative to the repository; what has no rule is about the file as such."""
    assert [(p.file, p.line, p.column, p.rule, p.level) for p in found] == [
        ("openapi/toy/openapi.yaml", 3, 5, "bounds", "error"),
        ("openapi/toy/openapi.yaml", 7, 1, "operation-summary", "error"),
        ("openapi/toy/openapi.yaml", 1, 1, "spec", "error"),
        ("openapi/toy/openapi.yaml", 9, 2, "not-generated", "note"),
    ]


def test_github_shows_one_annotation_a_problem(found: list[report.Problem]) -> None:
    """Each is one line, whatever its message holds, and leads to the page of its rule."""
    first, second, _, note = report.github(found).split("\n")
    assert first == (
        "::error file=openapi/toy/openapi.yaml,line=3,col=5,title=bounds"
        "::3%25 is above%0Amaximum, 2%0Ahint: mend it%0Asee docs/rules.md#bounds"
    )
    assert second.endswith("see docs/rules.md#redocly")
    assert note.startswith("::notice ")


def test_sarif_tells_rules_and_places(found: list[report.Problem]) -> None:
    """Every result has a rule of the driver, ours with what they are about."""
    log = json.loads(report.sarif(found))
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
    """The page in docs/ is the one that the rules make."""
    page = (ROOT / rules.PAGE).read_text("utf-8")
    assert page == rules.page()
    for name in [*(guard.rule for guard in guards.GUARDS), "redocly"]:
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
    said = "".join(capsys.readouterr())
    assert "overlays/toy/observed.yaml" in said
    assert "difference" in said
