"""fal's own Python SDK, unmodified, against the mock behind TLS."""

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
    """What 1.0.3 saw."""
    loop, folder = Path(__file__).with_name("fal_client_loop.py"), tmp_path_factory.mktemp("fal-client")
    written, har = talk(interpreter("1.0.3"), loop, "fal", folder, tls=True)
    seen: dict[str, Any] = json.loads(written)
    assert seen["version"] == "1.0.3"
    return {**seen, "har": har}


def test_1_0_3_follows_a_task_and_fetches_its_result(seen: dict[str, Any]) -> None:
    """By the URLs of the response to the create, and by the id alone."""
    succeeded = seen["succeeded"]
    assert succeeded["statuses"] == ["Queued", "InProgress", "Completed"]
    assert succeeded["result"].keys() >= {"images", "prompt", "seed", "has_nsfw_concepts", "timings"}
    assert (succeeded["again"], succeeded["again_images"], seen["async"]) == ("Completed", 1, 1)


def test_1_0_3_raises_a_failure_in_place_of_the_result(seen: dict[str, Any]) -> None:
    """The status is that of any task that has ended, with an error beside it."""
    assert (seen["failed"]["status"], seen["failed"]["raised"]) == ("Completed", 422)
    assert seen["failed"]["error"]


def test_1_0_3_cancels_a_task_that_waits(seen: dict[str, Any]) -> None:
    """By PUT; it has ended then."""
    assert seen["cancelled"] == ["Queued", "Completed"]


def test_1_0_3_raises_what_is_wrong_with_a_request(seen: dict[str, Any]) -> None:
    """With the field, in the list that the SDK expects."""
    assert seen["refused"]["status"] == 422
    assert "prompt" in seen["refused"]["message"] or "seed" in seen["refused"]["message"]


def test_a_run_that_was_recorded_keeps_the_contract(seen: dict[str, Any]) -> None:
    """What the SDK and the mock said to each other, as a HAR, has no violation, and no key."""
    har: Path = seen["har"]
    ((trace,), _) = traces([har], "fal")
    verdict = judge(trace)
    assert [(each.check.name, each.problem.message) for each in verdict.violations] == []
    assert verdict.tasks >= 4
    assert "key_dummy" not in har.read_text()
