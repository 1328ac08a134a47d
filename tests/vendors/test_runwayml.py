"""Runway's own Python SDK, unmodified, against the mock."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gettask.conformance import judge
from gettask.conformance.readers import traces
from tests.vendors.environments import interpreter, talk


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What 5.24.0 saw."""
    loop, folder = Path(__file__).with_name("runwayml_loop.py"), tmp_path_factory.mktemp("runwayml")
    written, har = talk(interpreter("5.24.0"), loop, "runway", folder)
    seen: dict[str, Any] = json.loads(written)
    assert seen["version"] == "5.24.0"
    return {**seen, "har": har}


def test_5_24_0_waits_for_a_result(seen: dict[str, Any]) -> None:
    """The task has what its state has, by the SDK's own model, and no more."""
    assert seen["succeeded"].keys() == {"id", "status", "createdAt", "cost", "output"}
    assert seen["succeeded"]["output"][0].endswith(".mp4")
    assert (seen["succeeded"]["status"], seen["async"]) == ("SUCCEEDED", "SUCCEEDED")


def test_5_24_0_raises_the_task_that_failed(seen: dict[str, Any]) -> None:
    """With a reason for people."""
    assert seen["failed"]["status"] == "FAILED"
    assert seen["failed"]["failure"]
    assert "output" not in seen["failed"]


def test_5_24_0_does_not_find_what_it_cancelled(seen: dict[str, Any]) -> None:
    """A poll after it is 404, as of any task that is not there."""
    assert seen["cancelled"] == "PENDING, then 404"


def test_5_24_0_has_to_name_the_version(seen: dict[str, Any]) -> None:
    """Without the header that the specification asks for, a request is wrong."""
    assert seen["refused"] == "BadRequestError"


def test_a_run_that_was_recorded_keeps_the_contract(seen: dict[str, Any]) -> None:
    """What the SDK and the mock said to each other, as a HAR, has no violation, and no key."""
    har: Path = seen["har"]
    ((trace,), _) = traces([har], "runway")
    verdict = judge(trace)
    assert [(each.check.name, each.problem.message) for each in verdict.violations] == []
    assert verdict.tasks >= 4
    assert "key_dummy" not in har.read_text()
