"""The simulated tasks of a mock: created, polled, cancelled, planned anew."""

from __future__ import annotations

import json
import math
import re
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from threading import RLock
from typing import Any
from urllib.parse import parse_qsl

from gettask.mock.assets import AssetServer
from gettask.mock.assumptions import Assumptions
from gettask.mock.costs import cost
from gettask.mock.errors import INVALID, RequestError
from gettask.mock.http import Request, Response
from gettask.mock.responses.builder import ResponseBuilder
from gettask.mock.responses.errors import InvalidResponseError
from gettask.mock.responses.faker import Link
from gettask.mock.scenarios.catalogue import find
from gettask.mock.scenarios.model import marked
from gettask.mock.spec.api import Api
from gettask.mock.spec.lifecycle import QUEUED, SUCCEEDED
from gettask.mock.spec.operation import Action, BulkCancel, Operation, ParsedBody, TaskList
from gettask.mock.spec.pointer import get
from gettask.mock.spec.validator import shorten
from gettask.mock.tasks.clock import MockClock
from gettask.mock.tasks.plan import Planner, TaskPlan, TaskRequest, plan_for
from gettask.mock.tasks.progress import advance, created_view, view_now, view_unpolled
from gettask.mock.tasks.store import Store
from gettask.mock.tasks.task import MockTask, TaskView
from gettask.mock.webhooks import WebhookEndpoint, WebhookRules

TASK_ID = re.compile(r"(?!\.\.?$)[\w.~:-]+", re.ASCII)
"""What a path parameter can be without escapes."""


class TaskSimulator:
    """The tasks of a mock, and the settings of those that are created from now on."""

    def __init__(
        self,
        apis: Mapping[str, Api],
        responses: Mapping[str, ResponseBuilder],
        lock: RLock,
        *,
        clock: MockClock,
        store: Store,
        assumptions: Assumptions,
        plan: TaskPlan | Planner,
        scenario: str | None,
        webhook_endpoint: WebhookEndpoint | None,
    ) -> None:
        self._apis = {name: api for name, api in apis.items() if api.get_task is not None}
        self._responses, self._lock, self._assumptions = responses, lock, assumptions
        self.clock, self.store = clock, store
        self.assets = AssetServer.new()
        self.webhook_rules = {
            name: WebhookRules(api.spec["x-webhook"]) for name, api in apis.items() if "x-webhook" in api.spec
        }
        self.webhook_endpoint = webhook_endpoint
        """Where an API posts changes whose create requests name no endpoint."""
        self.plan, self.scenario = plan, scenario
        self._initial = plan, scenario, webhook_endpoint
        for api in self._apis.values():
            if any(each.action in (Action.CANCEL, Action.BULK_CANCEL) for each in api.operations):
                api.lifecycle.end(*assumptions.cancelled)

    @property
    def plan(self) -> TaskPlan | Planner:
        """The plan of new tasks. Setting it raises ValueError if no API can have the plan."""
        return self._plan

    @plan.setter
    def plan(self, plan: TaskPlan | Planner) -> None:
        if isinstance(plan, TaskPlan):
            self.check_plan(plan)
        self._plan = plan

    @property
    def scenario(self) -> str | None:
        """The scenario of new tasks that ask for none. Setting it raises ValueError if no API can have it."""
        return self._scenario

    @scenario.setter
    def scenario(self, name: str | None) -> None:
        if name is not None:
            scenario, argument = find(name)
            try:
                self._check(lambda api: _check_plan(api, scenario.plan_for(api, argument)), self._apis)
            except ValueError as error:
                raise ValueError(f"no API can have the scenario {name!r}\n{error}") from None
        self._scenario = name

    def check_plan(self, plan: TaskPlan, apis: Iterable[str] | None = None) -> None:
        """Check a plan.

        Args:
            plan: The plan.
            apis: The APIs that may have it. Default: all.

        Raises:
            ValueError: if no task of these APIs can have it.
        """
        self._check(lambda api: _check_plan(api, plan), self._apis if apis is None else apis)

    def _check(self, check: Callable[[Api], object], apis: Iterable[str]) -> None:
        """Raise ValueError if the check of every API does."""
        problems = []
        for name in apis:
            try:
                check(self._apis[name])
            except ValueError as error:
                problems.append(f"{name}: {error}")
            else:
                return
        if problems:
            raise ValueError("\n".join(problems))

    def reset(self) -> None:
        """Forget all tasks, and set plan, scenario and endpoint to those at the start."""
        self.store.clear()
        self.assets.expired.clear()
        self.plan, self.scenario, self.webhook_endpoint = self._initial

    def create(
        self, operation: Operation, request: Request, key: str, body: ParsedBody, scenario: str | None
    ) -> tuple[MockTask, Response]:
        """A new task and the response that shows it. Call `keep` unless the response is altered to an error.

        Raises:
            RequestError: if the task's plan or scenario is impossible.
        """
        api = self._apis[operation.api]
        tags, fields = api.tags_and_fields(body)
        task_request = TaskRequest(api.name, api.variant_of(body.schema), fields, key)
        try:
            task = self._new_task(task_request, tags, scenario)
        except ValueError as error:
            raise RequestError(400, INVALID, str(error)) from None
        task.size, task.base_url = len(request.body), request.base_url
        task.cost = self._cost(task, body)
        task.idempotency_key = self._idempotency_key(api.name, request)
        view, waited = created_view(task, operation, request.headers)
        link = self._linker(task, request.base_url)
        return task, self._responses[api.name].task(operation, task, view, link)._replace(delay=waited)

    def repeated(self, operation: Operation, request: Request, key: str, now: float) -> Response | None:
        """The response to a create request whose `x-idempotency` key was sent before, else None."""
        value = self._idempotency_key(operation.api, request)
        found = (task for task in self.visible(operation.api, key) if task.idempotency_key == value)
        task = next(found, None) if value else None
        if task is None:
            return None
        link = self._linker(task, request.base_url)
        return self._responses[task.api].task(operation, task, view_now(task, now), link)

    def _idempotency_key(self, api: str, request: Request) -> str:
        header = self._apis[api].spec.get("x-idempotency", {}).get("header", "")
        return request.headers.get(header.lower(), "")

    def keep(self, task: MockTask) -> None:
        """Store a new task, with the endpoint of its webhooks."""
        rules = self.webhook_rules.get(task.api)
        if rules is not None:
            task.webhook = self.webhook_endpoint if rules.registered else rules.endpoint(task.body)
        self.store.put(task)

    def add(
        self,
        api: str,
        key: str,
        body: Mapping[str, Any] | None = None,
        variant: str | None = None,
        task_id: str | None = None,
    ) -> MockTask:
        """Add a task as if it had been created elsewhere.

        Args:
            api: The name of the API.
            key: The key that sees it.
            body: The body of its create request. Default: the example of its variant.
            variant: Its variant.
            task_id: Its id. Default: a new one.

        Raises:
            ValueError: for an unknown API or variant, for an id that is taken or fits into no path, and for
                a body that no task of the API can have.
        """
        if api not in self._apis:
            raise ValueError(f"no such API: {api!r}; there are {', '.join(self._apis)}")
        known = self._apis[api].variants
        if variant is not None and variant not in known:
            raise ValueError(f"no such variant: {variant!r}; {api} has {', '.join(known)}")
        if task_id is not None and not TASK_ID.fullmatch(task_id):
            raise ValueError(f"{shorten(task_id)!r} is not an id: use letters, digits, -, ., _, ~ and :")
        example = self._apis[api].example(variant) if body is None else None
        if example is None:
            fields = dict(body or {})
            tags = {name: value for name, value in fields.items() if isinstance(value, str)}
        else:
            tags, fields = self._apis[api].tags_and_fields(example)
        with self._lock:
            if task_id is not None and self.store.get(api, task_id) is not None:
                raise ValueError(f"there is a task {shorten(task_id)} already")
            scenario = marked(fields) or self.scenario
            task = self._new_task(TaskRequest(api, variant, fields, key), tags, scenario, task_id)
            if not self._responses[api].shows_status(task):
                task.statuses = (self._apis[api].lifecycle.end(SUCCEEDED),)
            task.size = len(json.dumps(fields))
            matched = self._apis[api].request(variant, fields)
            if matched is not None:
                task.cost = self._cost(task, matched)
            try:
                self.show(task, advance(task, 0.0, task.created), "")
            except InvalidResponseError as error:
                raise ValueError(f"no task is like this: {error}") from None
            self.keep(task)
        return task

    def replan(self, task_id: str, plan: TaskPlan | Planner) -> None:
        """Give a task another plan, which begins now, in the status that the task has reached.

        Raises:
            ValueError: if there is no such task, if it has ended, and for a plan that it cannot have.
        """
        with self._lock:
            found = (self.store.get(api, task_id) for api in self._apis)
            task = next((task for task in found if task is not None), None)
            if task is None:
                raise ValueError(f"there is no task {shorten(task_id)}")
            now = self.clock()
            view = view_unpolled(task, now)
            if view.status.terminal:
                raise ValueError(f"the task has ended as {view.status.name}, and a terminal status stays")
            plan = plan_for(plan, TaskRequest(task.api, task.variant, task.body, task.key))
            api = self._apis[task.api]
            api.check_code(plan.code)
            remaining = plan.remaining(api.lifecycle, view.status)
            task.statuses = (*task.statuses[: len(task.reached)], *remaining)
            task.plan, task.planned, task.polls, task.view = plan, now, 0, view
            task.response, task.announce_at = None, now
            self.store.put(task)

    def expire_links(self, task: MockTask) -> None:
        """Let the links expire that were given out for a task; another poll gives new ones."""
        self.assets.expire(task.id)
        task.response = None
        self.store.put(task)

    def find(self, api: str, key: str, task_id: str) -> MockTask:
        """The task of that id.

        Raises:
            RequestError: 404 if the key sees no such task.
        """
        task = self.store.get(api, task_id)
        if task is None or task.removed or (task.key != key and self._assumptions.isolated_keys):
            raise RequestError(404, "", f"no task {shorten(task_id)} was created with this key")
        return task

    def task_pointer(self, api: str) -> str:
        """Where the task stands in the response to a poll."""
        return self._apis[api].lifecycle.task

    def visible(self, api: str, key: str) -> Iterator[MockTask]:
        """The tasks of an API that a key sees."""
        kept = (task for task in self.store if task.api == api and not task.removed)
        return (task for task in kept if task.key == key or not self._assumptions.isolated_keys)

    def poll(self, task: MockTask, request: Request, now: float) -> Response:
        """The response that shows the task, advanced by this poll and by the time that has passed."""
        host, ended = request.headers.get("host"), task.ended
        if now >= task.response_expires or (host != task.response_host and ended):
            task.response = None  # its links are about to expire, or lead to another host
        if task.response is None or not ended:
            view = advance(task, task.plan.complete_after.progress(task.polls, now - task.planned), now)
            if task.response is None or view != task.view:
                task.response_expires, task.response_host = math.inf, host
                task.response, task.view = self.show(task, view, request.base_url), view
            task.polls += 1
            self.store.put(task)
        return task.response

    def peek(self, api: str, task_id: str, request: Request, now: float) -> dict[str, Any]:
        """The task as a poll would show it, without counting as one."""
        task = self.store.get(api, task_id)
        assert task is not None
        shown: dict[str, Any] = get(
            self.show(task, view_now(task, now), request.base_url).json(), self.task_pointer(api)
        )
        return shown

    def cancel(self, task: MockTask, now: float, remove: bool = False) -> None:
        """Cancel a queued task; or any that has not ended, and let no request find it any more.

        Raises:
            RequestError: 404 for a task that is not queued.
        """
        view = view_unpolled(task, now)
        if view.status.phase != QUEUED and not remove:
            raise RequestError(404, "", f"only a queued task can be cancelled, not {view.status.name}")
        task.removed = remove
        if not view.status.terminal:
            end = self._apis[task.api].lifecycle.end(*self._assumptions.cancelled)
            task.statuses = (*task.statuses[: len(task.reached)], end)
            task.reach_next(now)
            task.plan = replace(task.plan, message="The task was cancelled.")
        self.store.put(task)

    def cancel_all(
        self, api: str, key: str, bulk_cancel: BulkCancel, query: Mapping[str, str], now: float
    ) -> None:
        """Cancel the queued ones among the tasks that the query of a bulk cancel includes."""
        for task in self.visible(api, key):
            if bulk_cancel.includes(query, task.body, task.created):
                with suppress(RequestError):
                    self.cancel(task, now)

    def spent(self, api: str, key: str) -> float:
        """What the tasks of a key cost that succeeded."""
        return math.fsum(task.cost for task in self.visible(api, key) if task.status.phase == SUCCEEDED)

    def listed(self, api: str, key: str, task_list: TaskList, query: str) -> list[str]:
        """The ids of the tasks that a request of a list asks for, the newest first."""
        values = dict(parse_qsl(query, keep_blank_values=True))
        found = [task.id for task in self.visible(api, key) if task_list.includes(values, task.created)]
        return found[::-1][task_list.page(values)]

    def webhook_body(
        self, task: MockTask, view: TaskView, event: str, envelope: Iterable[tuple[str, Any]]
    ) -> bytes:
        """The body of a webhook that announces a view of a task."""
        link = self._linker(task, task.base_url)
        return self._responses[task.api].webhook(event, task, view, link, envelope)

    def _new_task(
        self, request: TaskRequest, tags: dict[str, Any], scenario: str | None, task_id: str | None = None
    ) -> MockTask:
        """A task as its request, its scenario and the mock's plan have it; ValueError if they cannot be."""
        api, plan = self._apis[request.api], self.plan
        if scenario is not None:
            found, argument = find(scenario)
            plan = found.plan_for(api, argument) or plan
        plan = plan_for(plan, request)
        api.check_code(plan.code)
        now = self.clock()
        return MockTask(
            id=task_id or str(uuid.uuid4()),
            api=request.api,
            key=request.key,
            variant=request.variant,
            tags=tags,
            body=request.body,
            plan=plan,
            statuses=plan.resolve(api.lifecycle),
            created=now,
            planned=now,
            reached=[now],
            scenario=scenario,
        )

    def _cost(self, task: MockTask, body: ParsedBody) -> float:
        """What a task costs: all that the price table knows, or what a recorded task of its kind did cost."""
        api = self._apis[task.api]
        priced = cost(api.document, body.schema, body.value, api.lifecycle.rate)
        recorded = 0 if priced.whole else self._responses[api.name].recorded_cost(task)
        return recorded or priced.amount

    def show(self, task: MockTask, view: TaskView, base_url: str, by: Operation | None = None) -> Response:
        """The response of an operation that finds the task so. Default: to a poll."""
        operation = by or self._apis[task.api].poll
        return self._responses[task.api].task(operation, task, view, self._linker(task, base_url))

    def _linker(self, task: MockTask, base_url: str) -> Link:
        """What makes the links of a response about a task."""
        count = 0

        def link(asset: Mapping[str, Any]) -> str:
            nonlocal count
            count += 1
            seconds = asset.get("retention", {}).get("seconds")
            now = self.clock()
            end = math.inf if seconds is None else now + seconds
            # A poll in the second half of a link's life makes a new one, which lasts.
            task.response_expires = min(task.response_expires, (now + end) / 2)
            return self.assets.link(base_url, task.id, count, asset, end)

        return link


def _check_plan(api: Api, plan: TaskPlan | None) -> None:
    """Raise ValueError for a plan that no task of the API can have."""
    if plan is not None:
        api.check_code(plan.code)
        plan.resolve(api.lifecycle)
