"""`--gettask-check`: the tests of a project are held to the contract, and the recordings that they keep."""

from __future__ import annotations

import pytest

TESTS = """
import pytest
from gettask.mock import TaskPlan, after_polls

ORDER = {"model": "Qubico/flux1-dev", "task_type": "txt2img", "input": {"prompt": "a cat"}}

def test_good(gettask_mock):
    with gettask_mock.client("piapi") as piapi:
        assert piapi.wait(piapi.create(ORDER)).phase.succeeded

def test_bad(gettask_mock):
    gettask_mock.plan(TaskPlan(after_polls(6), statuses=("pending", "processing", "pending", "completed")))
    with gettask_mock.client("piapi") as piapi:
        assert piapi.wait(piapi.create(ORDER)).phase.succeeded

def test_on_purpose(gettask_mock):
    gettask_mock.scenario("new-status")
    with gettask_mock.client("piapi") as piapi:
        assert piapi.wait(piapi.create(ORDER)).phase.succeeded

def test_without_mock():
    pass
"""
GOOD = '{"code": 0, "data": {"task_id": "a", "type": "text_to_model", "status": "running", "progress": 5}}'


def _cassette(status: str) -> str:
    body = GOOD.replace("running", status)
    return f"""
interactions:
- request: {{method: GET, uri: https://openapi.tripo3d.ai/v3/tasks/a}}
  response: {{status: {{code: 200}}, headers: {{}}, body: {{string: '{body}'}}}}
"""


def test_the_test_that_breaks_the_contract_fails(pytester: pytest.Pytester) -> None:
    """With the shortest exchange that shows it; tests that chose a scenario are counted as not checked."""
    pytester.makepyfile(TESTS)
    result = pytester.runpytest_subprocess("--gettask-check", "-p", "no:cacheprovider")
    result.assert_outcomes(passed=3, failed=1)
    result.stdout.fnmatch_lines(
        [
            "*test_bad*",
            "*status-order: 'processing' was followed by 'pending'*",
            "*exchange GET*",
            "gettask: * exchanges of 2 tests checked; 1 with scenarios or faults not checked",
        ]
    )


def test_without_the_option_nothing_is_checked(pytester: pytest.Pytester) -> None:
    """What a project's tests do is its own affair."""
    pytester.makepyfile(TESTS)
    pytester.runpytest_subprocess().assert_outcomes(passed=4)


def test_recordings_are_tests_of_their_own(pytester: pytest.Pytester) -> None:
    """By the configuration file as well; a pattern that matches nothing is an error."""
    pytester.makepyfile("def test_nothing(): pass")
    folder = pytester.mkdir("cassettes")
    (folder / "good.yaml").write_text(_cassette("running"))
    (folder / "bad.yaml").write_text(_cassette("melted"))
    pytester.makeini("[pytest]\ngettask_check_files = cassettes/*.yaml")
    result = pytester.runpytest_subprocess()
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(
        ["*gettask-check*cassettes/bad.yaml*", "*status-listed: the status is 'melted'*"]
    )
    result = pytester.runpytest_subprocess("--gettask-check-files", "nothing/*.yaml")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*nothing/*.yaml: no such file*"])
