"""Plans of the scenarios: how a task proceeds and ends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gettask.mock.scenarios.model import MakePlan
from gettask.mock.spec.api import Api
from gettask.mock.tasks.plan import CompleteAfter, TaskPlan, after_polls


def ends(*ends: str, polls: int = 0) -> MakePlan:
    """The task ends as the first of these phases that its API has."""
    return lambda api, _: TaskPlan(after_polls(polls), api.lifecycle.end(*ends).name)


def passes(*phases: str, complete_after: CompleteAfter | None = None) -> MakePlan:
    """The task goes through these phases, as far as its API has them."""

    def plan(api: Api, _: str) -> TaskPlan:
        found = (api.lifecycle.first(phase) for phase in phases)
        statuses = tuple(status.name for status in found if status is not None)
        after = after_polls(len(statuses) - 1) if complete_after is None else complete_after
        return TaskPlan(after, statuses=statuses)

    return plan


def stalls(_: Api, __: str) -> TaskPlan:
    """The task stays at 99 percent."""
    return TaskPlan(CompleteAfter(polls=1, stall_at=0.99))


def ends_as(api: Api, status: str) -> TaskPlan:
    """The task ends in that status."""
    return TaskPlan(end=api.lifecycle.end(status).name)


def fails_with(api: Api, code: str) -> TaskPlan:
    """The task fails with a code of the vendor's."""
    entries = [entry for place in ("task", "http") if (entry := api.error(place, code))]
    number = int(code) if code.isdecimal() else code
    found = next((entry["code"] for entry in entries), number)
    # Some tables have the text of a code with HTTP errors only.
    texts = (entry["message"] for entry in entries if "message" in entry)
    message = next(texts, f"This task fails with {code}, as its plan says.")
    return TaskPlan(end="failed", code=found, message=message)


def lacks_credit(api: Api, _: str) -> TaskPlan:
    """Where a vendor reports it in the task, the task has failed for lack of credit when it is created."""
    error = credit_error(api)
    if error["place"] == "http":
        return TaskPlan()
    message = error.get("match", {}).get("contains", [""])[0]
    return TaskPlan(statuses=(api.lifecycle.end("failed").name,), code=error["code"], message=message)


def credit_error(api: Api) -> Mapping[str, Any]:
    """The entry of `x-errors` for a lack of credit."""
    errors = api.spec.get("x-errors", ())
    found = (error for error in errors if error["class"] == "InsufficientCreditError")
    return next(found, {"place": "http", "status": 402, "code": None})
