"""Scenarios: what one is, and how a request asks for it.

A scenario is chosen for a task when it is created: by the header `X-Mock-Scenario`, by `mock:<name>` in any
text of the request, or for every task by `TaskSimulator.scenario`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from gettask.mock.http import Request, Response
from gettask.mock.responses.builder import ResponseBuilder
from gettask.mock.spec.api import Api
from gettask.mock.spec.pointer import MISSING, get
from gettask.mock.tasks.plan import TaskPlan
from gettask.mock.webhooks import WebhookDelivery

HEADER = "x-mock-scenario"
MARKER = re.compile(r"\bmock:([a-z][a-z0-9-]*(?::[\w-]+)?)", re.ASCII)

Kind = Literal["create", "poll", "asset"]
"""The kinds of responses that a scenario can alter."""


@dataclass(frozen=True, slots=True)
class ResponseContext:
    """A response that is about to be sent."""

    request: Request
    response: Response
    api: Api
    responses: ResponseBuilder
    count: int
    """How many responses of the kind went before: creates in this scenario, polls and downloads of a task."""
    now: float
    argument: str
    """What follows the scenario's name after a colon."""

    def error(self, status: int, code: Any = None, detail: str = "", **headers: str) -> Response:
        """An error in the vendor's shape."""
        entry = None if code is None else self.api.error("http", str(code))
        return self.responses.errors.make(self.api.poll, status, entry or "", detail, **headers)

    def edit(self, change: Callable[[dict[str, Any]], object]) -> Response:
        """The response after a change to its task."""
        body = self.response.json()
        task = get(body, self.api.lifecycle.task)
        change(body if task is MISSING else task)
        return Response.json_of(self.response.status, body)

    def place(self, task: Any, name: str) -> str | None:
        """The pointer of a state table's field in a task, None if the task does not have it."""
        field = self.api.lifecycle.fields.get(name)
        places = () if field is None else field.at
        return next((at for at in places if get(task, at) is not MISSING), None)


Alter = Callable[[ResponseContext], Response]
MakePlan = Callable[[Api, str], TaskPlan]
"""Makes a plan for an API and the scenario's argument."""
AlterDelivery = Callable[[WebhookDelivery, Api], list[WebhookDelivery]]


@dataclass(frozen=True, slots=True)
class Scenario:
    """What happens to a task and to the responses about it."""

    name: str
    about: str
    """One sentence."""
    plan: MakePlan | None = None
    """The plan of the task; without it the mock's."""
    create: Alter | None = None
    """Alters the response that creates the task; an error means that none is created."""
    poll: Alter | None = None
    asset: Alter | None = None
    post: AlterDelivery | None = None
    """Alters each webhook about the task."""
    check: Callable[[Api, str], object] | None = None
    """Raises ValueError if the API lacks what the argument names."""
    argument: str = ""
    """What must follow the name after a colon, empty for nothing."""

    @property
    def title(self) -> str:
        """The name, with its argument."""
        return f"{self.name}:{self.argument}" if self.argument else self.name

    def plan_for(self, api: Api, argument: str) -> TaskPlan | None:
        """The plan of a task, None for the mock's.

        Raises:
            ValueError: if the API cannot have the scenario.
        """
        if self.check is not None:
            self.check(api, argument)
        return None if self.plan is None else self.plan(api, argument)

    def alter(self, kind: Kind) -> Alter | None:
        """What alters responses of a kind."""
        return {"create": self.create, "poll": self.poll, "asset": self.asset}[kind]

    @property
    def only_plans(self) -> bool:
        """Whether the plan is all there is to it: no response and no webhook is altered."""
        return not any((self.create, self.poll, self.asset, self.post))


def marked(value: Any) -> str | None:
    """The scenario that the first `mock:<name>` in the texts of a JSON value asks for, None without one."""
    if isinstance(value, str):
        found = MARKER.search(value)
        return found and found[1]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return next((name for part in parts if (name := marked(part)) is not None), None)


def requested(headers: Mapping[str, str], value: Any) -> str | None:
    """The scenario that a request asks for by its header, or else by a text of its body; None without."""
    return headers.get(HEADER) or marked(value)
