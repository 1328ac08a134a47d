"""Limits of a key: what is over them is refused in the vendor's form, and nothing is created."""

from __future__ import annotations

import json
from typing import Any

import pytest

from gettask.mock import Limits, ManualClock, Mock, Request, Response, TaskPlan, after_polls, create_app
from gettask.mock.spec.api import installed

SONG = {"model": "Qubico/ace-step", "task_type": "txt2audio", "input": {"style_prompt": "piano"}}


class Customer:
    """Creates and polls tasks of PiAPI and Tripo with a key of its own."""

    def __init__(self, mock: Mock, key: str = "anna") -> None:
        self.mock = mock
        self.headers = {
            "x-api-key": key,
            "authorization": f"Bearer {key}",
            "content-type": "application/json",
        }

    def create(self, path: str = "/api/v1/task", body: Any = SONG) -> Response:
        return self.mock.handle(Request("POST", path, headers=self.headers, body=json.dumps(body).encode()))

    def poll(self, id: str) -> Response:
        return self.mock.handle(Request("GET", f"/api/v1/task/{id}", headers=self.headers))


def mock_with(limits: Limits, clock: ManualClock | None = None) -> Mock:
    plan = TaskPlan(after_polls(1))
    return create_app(["piapi", "tripo"], limits=limits, plan=plan, clock=clock or ManualClock()).mock


def test_a_task_over_the_number_at_once_waits_until_one_has_ended() -> None:
    """The third task of two is 429, and is created once a poll has shown the end of one."""
    anna = Customer(mock_with(Limits(tasks=2)))
    first, second = anna.create(), anna.create()
    assert (first.status, second.status, anna.create().status) == (200, 200, 429)
    id = first.json()["data"]["task_id"]
    assert [anna.poll(id).json()["data"]["status"] for _ in range(2)] == ["pending", "completed"]
    assert [anna.create().status, anna.create().status] == [200, 429]


def test_creates_over_the_rate_wait_as_long_as_the_response_says() -> None:
    """Two creates a second: the third at once is 429, and is created after Retry-After."""
    clock = ManualClock()
    anna = Customer(mock_with(Limits(create_rate=2), clock))
    assert [anna.create().status for _ in range(3)] == [200, 200, 429]
    clock.advance(float(anna.create().header("retry-after") or ""))
    assert anna.create().status == 200


def test_a_key_without_credit_is_refused_as_by_the_vendor() -> None:
    """The error is that of the spec for a lack of credit, and no task is created."""
    mock = mock_with(Limits(credit=1))
    anna, berta = Customer(mock), Customer(mock, "berta")
    assert [anna.create().status, berta.create().status] == [200, 200]
    refused = anna.create()
    assert (refused.status, "quota not enough" in refused.body.decode()) == (500, True)
    assert len(list(mock.tasks.store)) == 2
    mock.reset()
    assert anna.create().status == 200


def test_a_documented_limit_holds_for_its_group_of_variants() -> None:
    """Tripo makes one picture at once: the second is 429 with the code of the spec, a model is created."""
    anna = Customer(mock_with(Limits(documented=True)))
    picture = {"prompt": "a cat"}
    statuses = [anna.create("/v3/generation/text-to-image", picture) for _ in range(2)]
    assert [each.status for each in statuses] == [200, 429]
    assert statuses[1].json()["code"] == 2000
    model = {"prompt": "a cat", "model": "v3.1-20260211"}
    assert anna.create("/v3/generation/text-to-model", model).status == 200


def test_the_limits_of_a_narrower_group_come_first() -> None:
    """Five P models at once, ten of the others, as the first entry that covers a request says."""
    anna = Customer(mock_with(Limits(documented=True)))
    path, counts = "/v3/generation/text-to-model", {}
    for model in ("P1-20260311", "v3.1-20260211"):
        statuses = [anna.create(path, {"prompt": "a cat", "model": model}).status for _ in range(12)]
        counts[model] = statuses.count(200)
    assert counts == {"P1-20260311": 5, "v3.1-20260211": 10}


@pytest.mark.parametrize("api", ["tripo", "tripo-v2"])
def test_documented_limits_name_what_there_is(api: str) -> None:
    """Each variant of `x-limits` can be created, each code is in `x-errors` with 429, each field exists."""
    known = installed()[api]
    for limit in known.spec["x-limits"]:
        for variant in limit.get("variants", ()):
            assert limit.get("where", {}).keys() <= known.request_fields[variant], limit
        entry = known.error("http", str(limit["code"]))
        assert (entry or {}).get("status") == 429, limit


@pytest.mark.parametrize("wrong", [{"create_rate": 0}, {"tasks": 0}, {"credit": -1}])
def test_a_limit_that_allows_nothing_is_refused(wrong: dict[str, Any]) -> None:
    """The mistake is named at the start, not when a create fails."""
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Limits(**wrong)
