"""Applies scenarios to tasks, and counts which of them had an effect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from gettask.mock.http import Request, Response
from gettask.mock.responses.builder import ResponseBuilder
from gettask.mock.scenarios.catalogue import find
from gettask.mock.scenarios.model import Kind, ResponseContext
from gettask.mock.spec.api import Api
from gettask.mock.tasks.store import MAX_TASKS
from gettask.mock.tasks.task import MockTask
from gettask.mock.webhooks import WebhookDelivery


class ScenarioRunner:
    """Alters the responses and webhooks about tasks as their scenarios have it."""

    def __init__(self, apis: Mapping[str, Api], responses: Mapping[str, ResponseBuilder]) -> None:
        self._apis, self._responses = apis, responses
        self._created: dict[tuple[str, str, str], int] = {}
        self.met: Counter[str] = Counter()
        """How often each scenario had an effect."""

    def clear(self) -> None:
        """Forget how many tasks were created in each scenario; what was met stays."""
        self._created.clear()

    def apply(self, kind: Kind, task: MockTask, request: Request, response: Response, now: float) -> Response:
        """The response about a task, altered by the task's scenario if it has one."""
        if task.scenario is None:
            return response
        scenario, argument = find(task.scenario)
        alter = scenario.alter(kind)
        if alter is None:
            # A task that has ended when it is created may never be polled.
            shown = kind == "poll" or (kind == "create" and task.ended)
            if shown and scenario.only_plans:
                self.met[scenario.name] += 1
            return response
        if kind == "create":
            count = self._count_create(scenario.name, task)
        else:
            count = task.scenario_counts.get(kind, 0)
            task.scenario_counts[kind] = count + 1
        api, responses = self._apis[task.api], self._responses[task.api]
        altered = alter(ResponseContext(request, response, api, responses, count, now, argument))
        if altered != response:
            self.met[scenario.name] += 1
        return altered

    def deliveries(self, task: MockTask, delivery: WebhookDelivery) -> list[WebhookDelivery]:
        """The deliveries in place of one about a task, as the task's scenario has it."""
        scenario = None if task.scenario is None else find(task.scenario)[0]
        if scenario is None or scenario.post is None:
            return [delivery]
        altered = scenario.post(delivery, self._apis[task.api])
        if altered != [delivery]:
            self.met[scenario.name] += 1
        return altered

    def _count_create(self, scenario: str, task: MockTask) -> int:
        """How many creates with the same key in the same scenario went before."""
        counted = scenario, task.api, task.key
        count = self._created.get(counted, 0)
        self._created[counted] = count + 1
        if len(self._created) > MAX_TASKS:
            del self._created[next(iter(self._created))]
        return count
