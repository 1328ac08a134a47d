"""`gettask check`: reports, exit codes, and what it refuses to begin."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gettask.cli.app import cli
from gettask.conformance import CHECKS

GOOD = {"task_id": "a", "type": "text_to_model", "status": "running", "progress": 50}
BAD = {**GOOD, "status": "melted"}


def _run(*words: str, **environment: str) -> Result:
    env = {"TRIPO_API_KEY": "", "PIAPI_API_KEY": "", **environment}
    return CliRunner(env=env).invoke(cli, ["check", *words])


@pytest.fixture
def bad(tmp_path: Path) -> str:
    """A file with one violation."""
    path = tmp_path / "bad.jsonl"
    path.write_text(json.dumps({"code": 0, "data": BAD}))
    return str(path)


@pytest.fixture
def good(tmp_path: Path) -> str:
    """A file without one."""
    path = tmp_path / "good.jsonl"
    path.write_text(json.dumps({"code": 0, "data": GOOD}))
    return str(path)


def test_a_violation_is_exit_code_1(bad: str, good: str) -> None:
    """And none is 0; the text names check, place, specification and page."""
    assert _run(good, "--api", "tripo").exit_code == 0
    result = _run(bad, "--api", "tripo")
    assert result.exit_code == 1
    for part in (
        "error status-listed: the status is 'melted'",
        "/data/status",
        "bad.jsonl#1",
        "conformance.md#status",
    ):
        assert part in result.output


def test_a_required_check_that_did_not_apply_fails_the_run(good: str) -> None:
    """Nothing passes by saying nothing."""
    assert _run(good, "--api", "tripo", "--require", "status-listed").exit_code == 0
    result = _run(good, "--api", "tripo", "--require", "cost-stable")
    assert result.exit_code == 1
    assert "required, and did not apply: cost-stable" in result.output
    result = _run(good, "--api", "tripo", "--require", "all")
    assert result.exit_code == 1
    missing = [line for line in result.output.splitlines() if line.startswith("required, and")]
    assert [line for line in missing if f": cost-stable: {CHECKS['cost-stable'].sentence}" in line]
    assert not [line for line in missing if "bulk-cancel-ends" in line]
    assert "not in this API" in result.output
    assert "a check applies once the traffic has what it is about" in result.output


def test_every_format_can_be_parsed(bad: str) -> None:
    """And holds the violation once."""
    found = json.loads(_run(bad, "--api", "tripo", "--format", "json").output)
    assert [each["check"] for each in found["violations"]] == ["status-listed"]
    sarif = json.loads(_run(bad, "--api", "tripo", "--format", "sarif").output)
    assert [each["ruleId"] for each in sarif["runs"][0]["results"]] == ["status-listed"]
    suite = ET.fromstring(_run(bad, "--api", "tripo", "--format", "junit").output)
    assert len(suite) == len(CHECKS)
    assert [case.get("name") for case in suite if case.find("failure") is not None] == ["status-listed"]
    github = _run(bad, "--api", "tripo", "--format", "github").output
    assert github.startswith("::error file=")
    assert "<h1>" in _run(bad, "--api", "tripo", "--format", "html").output


def test_a_known_deviation_does_not_fail_until_it_expires(bad: str, tmp_path: Path) -> None:
    """Each entry of the baseline has a reason and a last day."""
    baseline = tmp_path / "known.toml"
    entry = '[[known]]\ncheck = "status-listed"\ncontains = "melted"\nreason = "ticket 7"\nexpires = {}\n'
    baseline.write_text(entry.format("2099-01-01"))
    result = _run(bad, "--api", "tripo", "--baseline", str(baseline))
    assert (result.exit_code, "known: status-listed (1×): ticket 7" in result.output) == (0, True)
    baseline.write_text(entry.format("2020-01-01"))
    result = _run(bad, "--api", "tripo", "--baseline", str(baseline))
    assert (result.exit_code, "entry for status-listed expired on 2020-01-01" in result.output) == (1, True)
    baseline.write_text(entry.format("2099-01-01").replace("melted", "frozen"))
    result = _run(bad, "--api", "tripo", "--baseline", str(baseline))
    assert (result.exit_code, "status-listed, which was not found" in result.output) == (1, True)
    baseline.write_text('[[known]]\ncheck = "status-listed"\n')
    assert (
        "needs check, reason and expires" in _run(bad, "--api", "tripo", "--baseline", str(baseline)).output
    )


def test_a_live_vendor_is_not_charged_without_a_bound() -> None:
    """A run that the prices of the specification cannot bound does not begin."""
    words = ("https://openapi.tripo3d.ai", "--api", "tripo")
    plan = _run(*words, "--dry-run", TRIPO_API_KEY="dummy-key").output
    assert "life cycle" not in plan
    assert "mistakes" not in plan
    result = _run(*words, "--max-cost", "1", "--dry-run", TRIPO_API_KEY="dummy-key")
    assert result.exit_code == 2
    assert "nothing is created" in result.output
    priced = (*words, "--variant", "text-to-model", "--dry-run")
    dear = _run(*priced, "--max-cost", "0.59", TRIPO_API_KEY="dummy-key")
    assert dear.exit_code == 2
    assert "may cost $0.6, more than --max-cost 0.59" in dear.output
    within = _run(*priced, "--max-cost", "0.6", TRIPO_API_KEY="dummy-key").output
    assert "life cycle of text-to-model: 2 tasks" in within
    assert "mistakes" not in within
    assert _run(*words, "--dry-run").exit_code == 2


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "name one URL"),
        (("http://127.0.0.1:1",), "needs --api"),
        (("nowhere.har",), "nowhere.har does not exist"),
        ((str(Path(__file__).parent),), "is a folder: name its files"),
        (
            ("http://127.0.0.1:1", "--api", "piapi", "--variant", "fluks"),
            "no variant fluks: did you mean",
        ),
        ((__file__, "--only", "status-listd"), "no check is named status-listd; did you mean status-listed"),
        ((__file__, "--require", "status-listd"), "no check is named status-listd; did you mean"),
    ],
)
def test_wrong_usage_says_what_to_do(words: tuple[str, ...], message: str) -> None:
    """Without a traceback."""
    result = _run(*words)
    assert result.exit_code not in (0, 1)
    assert message in result.output


def test_a_server_that_does_not_answer_is_one_sentence() -> None:
    """Not an error of every check; the exit code is that of the network."""
    result = _run("http://127.0.0.1:1", "--api", "tripo")
    assert result.exit_code == 7
    assert "http://127.0.0.1:1/v3 does not answer: [Errno 111] Connection refused" in result.output
    assert "error" not in result.output


def test_github_is_told_how_much_was_looked_at(good: str, bad: str) -> None:
    """Also where nothing was found: no line at all could mean that nothing ran."""
    assert _run(good, "--api", "tripo", "--format", "github").output.startswith(
        "::notice title=gettask check::1 exchange, 1 task, "
    )
    output = _run(bad, "--api", "tripo", "--format", "github").output
    assert output.startswith("::error file=")
    assert output.rstrip().endswith("1 error, 0 warnings")


def test_the_checks_are_listed() -> None:
    """Each with its severity and its sentence."""
    output = _run("--list").output
    assert all(f"{name} " in output and check.sentence in output for name, check in CHECKS.items())
