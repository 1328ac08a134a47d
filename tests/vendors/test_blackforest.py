"""BFL's own Python SDK, unmodified, against the mock."""

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
    """What 0.1.3 saw."""
    loop, folder = Path(__file__).with_name("blackforest_loop.py"), tmp_path_factory.mktemp("blackforest")
    written, har = talk(interpreter("0.1.3"), loop, "bfl", folder)
    seen: dict[str, Any] = json.loads(written)
    assert seen["version"] == "0.1.3"
    return {**seen, "har": har}


def test_0_1_3_waits_for_a_result(seen: dict[str, Any]) -> None:
    """It polls the URL of the response until the status is Ready."""
    assert seen["waited"]["sample"].startswith("http://127.0.0.1:")


def test_0_1_3_polls_the_url_of_the_response_or_the_documented_path(seen: dict[str, Any]) -> None:
    """Both lead to the same task: the URL has its id."""
    created = seen["created"]
    assert created["polling_url"].endswith(f"/v1/get_result?id={created['id']}")
    assert (created["first"], next(iter(created["by-id"]))) == ("Pending", "sample")


def test_0_1_3_does_not_end_where_the_schema_does(seen: dict[str, Any]) -> None:
    """The vendor's schema says that Error is an end; its SDK polls such a task to the last attempt."""
    assert "maximum retries" in seen["failed"]


def test_0_1_3_reads_that_there_is_no_task_as_a_status(seen: dict[str, Any]) -> None:
    """The response has HTTP 200."""
    assert seen["unknown"] == "Task not found"


def test_0_1_3_has_to_have_a_key(seen: dict[str, Any]) -> None:
    """Without one a create is refused."""
    assert seen["refused"].startswith("401 ")


def test_a_run_that_was_recorded_keeps_the_contract(seen: dict[str, Any]) -> None:
    """What the SDK and the mock said to each other, as a HAR, has no violation, and no key."""
    har: Path = seen["har"]
    ((trace,), _) = traces([har], "bfl")
    verdict = judge(trace)
    assert [(each.check.name, each.problem.message) for each in verdict.violations] == []
    assert verdict.tasks >= 3
    assert "key-of-the-sdk" not in har.read_text()
