"""The responses of one API."""

from __future__ import annotations

import copy
import json
import re
from collections import ChainMap
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import Any

from gettask.mock.assumptions import Assumptions
from gettask.mock.http import Response
from gettask.mock.responses.envelope import Envelope
from gettask.mock.responses.errors import ErrorResponses, InvalidResponseError
from gettask.mock.responses.faker import Faker, Link
from gettask.mock.responses.headers import ResponseHeaders
from gettask.mock.responses.template import Example, ResponseTemplate, in_json, time_notation
from gettask.mock.spec.api import Api
from gettask.mock.spec.document import UnsupportedSpecError
from gettask.mock.spec.lifecycle import SUCCEEDED, Field, Status
from gettask.mock.spec.operation import JSON, Action, Operation, TaskList
from gettask.mock.spec.pointer import MISSING, get, join, put
from gettask.mock.tasks.task import MockTask, TaskView
from gettask.mock.uploads import fresh

MASKED_ID = re.compile(r"[0-9a-fx]{8}(-[0-9a-fx]{4}){3}-[0-9a-fx]{12}")
"""A UUID, some of it struck out as on a page."""
NOWHERE = "http://localhost"
"""The server in the URLs of a task that no request has created."""


class ResponseBuilder:
    """Makes responses that show tasks, those of other operations, and the bodies of webhooks."""

    def __init__(self, api: Api, assumptions: Assumptions) -> None:
        self._api, self._document = api, api.document
        self._envelope = Envelope(api.document, api.spec.get("x-reply", {}))
        self.headers = ResponseHeaders(api.document, self._envelope)
        self.errors = ErrorResponses(api, assumptions, self._envelope, self.headers)
        self._templates: dict[int, ResponseTemplate] = {}
        self._envelopes: dict[int, dict[str, Any]] = {}
        codes = [error["code"] for error in api.spec.get("x-errors", ()) if error["class"] == "ServerError"]
        self._failure_code = next((code for code in codes if code is not None), 1)

    def task(self, operation: Operation, task: MockTask, view: TaskView, link: Link) -> Response:
        """The response of an operation that shows a task, or as much of it as the spec has there.

        Raises:
            InvalidResponseError: if the spec does not allow the response.
        """
        if operation.action is Action.RESULT:
            return self._result(operation, task, view, link)
        lifecycle, code = self._api.lifecycle, operation.success
        place, name = operation.created or ("", "")
        headers = {name: self._url(task)} if place == "header" else {}
        if operation.waits and view.status.terminal:
            headers["Preference-Applied"] = "wait"
        if operation.action is Action.CREATE and lifecycle.polling_url.header is not None:
            headers[lifecycle.polling_url.header] = self._url(task)
        if operation.action is Action.POLL:
            code = lifecycle.http.get(view.status.name, code)
            headers |= {lifecycle.header.lower(): view.status.name} if lifecycle.header else {}
        content = operation.content(code)
        if content is None and (headers or lifecycle.http):
            return Response.of(code, "text/plain", b"", **headers)
        if content is None:
            raise UnsupportedSpecError(f"{self._api.name}: {operation.name} documents no JSON response")
        schema = self._response_schema(content["schema"], task)
        task_schema = self._api.task_in(schema)
        whole = operation.action is Action.POLL or self._is_whole_task(task_schema)
        if whole and operation.action is Action.CREATE:
            view = self._as_created(task_schema, task, view)
        if whole:
            body = self._template(task_schema, task, view.status).body(task, view, link)
        else:
            body = self._receipt(task_schema, task, view)
        envelope = body
        if task_schema is not schema:
            envelope = self._enveloped(operation, schema)
            put(envelope, lifecycle.task, body)
        if place == "body":
            created = self._document.flat(self._document.schema_at(schema, name))
            put(envelope, name, self._url(task) if created.get("format") == "uri" else task.id)
        for at in lifecycle.polling_url.at if operation.action is Action.CREATE else ():
            if self._document.schema_at(schema, at) is not None:
                put(envelope, at, self._url(task))
        self._put_urls(schema, envelope, task)
        if problem := self._document.validate(schema, envelope):
            about = f"{code} response to {operation.method} {operation.path}"
            raise InvalidResponseError(self._api, about, _shown(task, view), problem)
        return Response.json_of(code, envelope, **headers)

    def _result(self, operation: Operation, task: MockTask, view: TaskView, link: Link) -> Response:
        """The response of the operation that answers the result of a task, which has ended."""
        rule, code = operation.result, operation.success
        assert rule is not None
        if view.status.failed:
            assert rule.failed is not None
            code = rule.failed
        schema, examples = operation.schema(code), list(operation.examples(code).values())
        if view.status.failed:
            body = Faker(self._document).make(schema)
            message = self._api.lifecycle.fields.get("error.message", Field(()))
            below = (at.removeprefix(rule.failed_at) for at in message.at if at.startswith(rule.failed_at))
            place = next((at for at in below if self._document.schema_at(schema, at) is not None), None)
            if place and task.plan.message:
                put(body, place, task.plan.message)
        elif examples:
            body = Faker(self._document, link).fill_assets(schema, copy.deepcopy(examples[0]))
        else:
            body = Faker(self._document, link).make(schema)
        if problem := self._document.validate(schema, body):
            about = f"{code} response to {operation.method} {operation.path}"
            raise InvalidResponseError(self._api, about, _shown(task, view), problem)
        return Response.json_of(code, body)

    def missing(self, operation: Operation, task_id: str, status: Status) -> Response:
        """The response of Get Task that says by a status that there is no task."""
        schema, lifecycle = operation.schema(operation.success), self._api.lifecycle
        body = Faker(self._document, optional=False).make(schema)
        task = get(body, lifecycle.task)
        for name, value in {"id": task_id, "status": status.name}.items():
            if at := lifecycle.fields[name].place(self._document, self._api.task_in(schema), task):
                put(task, at, in_json(self._document, self._api.task_in(schema), at, value))
        return Response.json_of(operation.success, body)

    def _put_urls(self, schema: Any, body: Any, task: MockTask) -> None:
        """Write the URLs of operations on the task where fields hold them."""
        names = self._document.property_names(schema) if isinstance(body, dict) else ()
        for name in names & body.keys() if names else ():
            part = self._document.schema_at(schema, join([name]))
            if operation := self._document.flat(part).get("x-url-of"):
                body[name] = self._url(task, operation)
            else:
                self._put_urls(part, body[name], task)

    def _url(self, task: MockTask, operation: str | None = None) -> str:
        """The URL of an operation on a task, by default of Get Task."""
        found = (each for each in self._api.operations if each.name == operation)
        wanted, start = next(found, self._api.poll), task.base_url or NOWHERE
        if wanted.task_in is not None:
            return f"{start}{wanted.path}?{wanted.task_in[1]}={task.id}"
        return start + re.sub(r"\{[^}]*\}", task.id, wanted.path)

    def webhook(
        self, name: str, task: MockTask, view: TaskView, link: Link, envelope: Iterable[tuple[str, Any]]
    ) -> bytes:
        """The body of a webhook: what a poll shows of a task, and `envelope`, values by their pointers.

        Raises:
            InvalidResponseError: if the spec does not allow the body.
        """
        schema = self._api.spec["webhooks"][name]["post"]["requestBody"]["content"][JSON]["schema"]
        body = self._template(self._api.task_schema, task, view.status).body(task, view, link)
        if self._api.lifecycle.task:
            whole = Faker(self._document, optional=False).make(schema)
            put(whole, self._api.lifecycle.task, body)
            body = whole
        for at, value in envelope:
            put(body, at, value)
        if problem := self._document.validate(schema, body):
            raise InvalidResponseError(self._api, f"webhook {name}", _shown(task, view), problem)
        return json.dumps(body, separators=(",", ":")).encode()

    def static(self, operation: Operation) -> Response:
        """The response of an operation without a task: its example, or one made from its schema."""
        content = operation.content(operation.success)
        if content is None:
            return Response(operation.success, ((b"content-length", b"0"),), b"")
        examples = list(operation.examples(operation.success).values())
        body = examples[0] if examples else Faker(self._document).make(content["schema"])
        return Response.json_of(operation.success, body)

    def cancelled(self, operation: Operation, task: MockTask) -> Response:
        """The response of an operation that cancels a task: its example, with the id of this one in it."""
        response = self.static(operation)
        if not response.body:
            return response
        return Response.json_of(response.status, json.loads(MASKED_ID.sub(task.id, response.body.decode())))

    def task_list(self, operation: Operation, listed: TaskList, tasks: Iterable[dict[str, Any]]) -> Response:
        """The response of an operation that lists tasks: of each the id, and what an entry has of it."""
        response = self.static(operation)
        body, entries = response.json(), []
        place = self._document.schema_at(operation.schema(operation.success), listed.tasks)
        item = self._document.choose(place, True).get("items")
        known = {
            name: self._document.schema_at(item, f"/{name}") for name in self._document.property_names(item)
        }
        for task in tasks:
            entry = {
                name: value  # a list may have another thing by the name
                for name, value in task.items()
                if name in known and not self._document.validate(known[name], value)
            }
            put(entry, listed.id, self._api.lifecycle.fields["id"].value(task))
            entries.append(entry)
        put(body, listed.tasks, entries)
        return Response.json_of(response.status, body)

    def batch(self, operation: Operation, tasks: dict[str, Any], missed: list[str]) -> Response:
        """The response of an operation that shows several tasks, by their ids.

        Raises:
            InvalidResponseError: if the spec does not allow the response.
        """
        assert operation.batch is not None
        schema = operation.schema(operation.success)
        body = self._enveloped(operation, schema)
        put(body, operation.batch.tasks, tasks)
        put(body, operation.batch.missed, missed)
        if problem := self._document.validate(schema, body):
            about = f"{operation.success} response to {operation.method} {operation.path}"
            raise InvalidResponseError(self._api, about, f"{len(tasks)} tasks", problem)
        return Response.json_of(operation.success, body)

    def balance(self, operation: Operation, spent: float) -> Response:
        """The response that tells what is left of the balance in the example."""
        assert operation.balance is not None
        body = self.static(operation).json()
        put(body, operation.balance, max(get(body, operation.balance) - spent, 0))
        return Response.json_of(operation.success, body)

    def upload(self, operation: Operation, url: str) -> Response:
        """The response to an upload: each has a token of its own, and a URL below `url` where one is due."""
        uploading, body = operation.uploading, self.static(operation).json()
        assert uploading is not None
        schema = self._document.schema_at(operation.schema(operation.success), uploading.token)
        examples = self._document.flat(schema).get("examples") or [get(body, uploading.token)]
        token = fresh(str(examples[0]))
        put(body, uploading.token, token)
        if uploading.url is not None:
            put(body, uploading.url, url + token)
        return Response.json_of(operation.success, body)

    def recorded_cost(self, task: MockTask) -> float:
        """What a documented task of the same kind costs, 0 if none says."""
        return self._poll_template(task).recorded_cost(task)

    def tags(self) -> list[str]:
        """The properties of a task that name its variant."""
        return self._document.dispatch(self._api.task_schema)

    def shows_status(self, task: MockTask) -> bool:
        """Whether responses have a status. Where they have none, a response means that the task succeeded."""
        shown = self._poll_template(task).schema
        places = self._api.lifecycle.fields["status"].at
        if self._api.lifecycle.header or self._api.lifecycle.http:
            return True
        return any(self._document.schema_at(shown, at) is not None for at in places)

    def _poll_template(self, task: MockTask) -> ResponseTemplate:
        poll = self._api.poll
        return self._template(self._api.task_in(self._response_schema(poll.schema(poll.success), task)), task)

    def _response_schema(self, schema: Any, task: MockTask) -> Any:
        """The schema of a response that shows the task: that of its variant, where it has no envelope."""
        for member in self._document.members(schema):
            bare = self._document.schema_at(member, self._api.lifecycle.task) is None
            if bare and self._is_of(member, task):
                return member
        return schema

    def _is_of(self, schema: Any, task: MockTask) -> bool:
        return task.variant is not None and self._api.variant_of(schema) == task.variant

    def _is_whole_task(self, schema: Any) -> bool:
        """Whether all members of a schema are tasks as Get Task shows them."""
        members = self._document.members(self._api.task_schema)
        tasks = {id(self._document.resolve(member)) for member in members}
        return all(id(self._document.resolve(member)) in tasks for member in self._document.members(schema))

    def _as_created(self, schema: Any, task: MockTask, view: TaskView) -> TaskView:
        """The view with a status that a create shows: where it shows no end, the first poll does."""
        resolve, members = self._document.resolve, self._document.members
        shown = {id(resolve(member)) for member in members(schema)}
        if len(shown) == len([*members(self._api.task_schema)]):
            return view
        statuses = (view.status, *self._api.lifecycle.statuses.values())
        states = ((each, self._template(self._api.task_schema, task, each).schema) for each in statuses)
        fitting = (status for status, state in states if id(resolve(state)) in shown)
        return replace(view, status=next(fitting, view.status))

    def _template(self, schema: Any, task: MockTask, status: Status | None = None) -> ResponseTemplate:
        """The template of the task's variant, of the kind that its request names, and of its status."""
        dispatch = self._document.dispatch(schema)
        shown = status or self._api.lifecycle.end(SUCCEEDED)
        word, _ = self._api.lifecycle.shown_as.get(shown.name, (shown.name, None))
        state = {at[1:]: word for at in self._api.lifecycle.fields["status"].at}
        asked = ChainMap(state, dict(task.body))

        def fitness(member: Any) -> tuple[bool, int]:
            tags = {name: self._document.tags(member, name) for name in dispatch}
            listed = {name: known for name, known in tags.items() if known is not None and name in asked}
            named = [asked[name] in known for name, known in listed.items()]
            return self._is_of(member, task), sum(1 if fits else -1 for fits in named)

        member = max(self._document.members(schema), key=fitness)
        if id(member) not in self._templates:
            examples = tuple(e for e in self._bodies if self._document.validate(member, e.body) is None)
            self._templates[id(member)] = ResponseTemplate(
                document=self._document,
                lifecycle=self._api.lifecycle,
                schema=member,
                tags=self.tags(),
                request_fields=self._api.request_fields,
                examples=examples,
                times=time_notation(self._api.lifecycle, examples, self._bodies),
                failure_code=self._failure_code,
            )
        return self._templates[id(member)]

    @cached_property
    def _bodies(self) -> list[Example]:
        """The tasks of all documented examples."""
        found = []
        for operation in self._api.operations:
            if operation.action in (Action.POLL, Action.CREATE):
                when = operation.conditions(operation.success)
                for name, response in operation.examples(operation.success).items():
                    body = get(response, self._api.lifecycle.task)
                    body = response if body is MISSING else body
                    if isinstance(body, dict):
                        found.append(Example(body, when[name]))
        return found

    def _enveloped(self, operation: Operation, schema: Any) -> dict[str, Any]:
        """What stands around a task in a response, with the success code and its message."""
        if id(schema) not in self._envelopes:
            made = Faker(self._document, optional=False).make(schema)
            self._envelope.put("code", schema, made, self._envelope.success_code)
            self._envelope.put("message", schema, made, self._envelope.success_message(operation))
            self._envelopes[id(schema)] = made
        return copy.deepcopy(self._envelopes[id(schema)])

    def _receipt(self, schema: Any, task: MockTask, view: TaskView) -> Any:
        """The task in a response to a create request that shows only a part of it."""
        body = Faker(self._document).make(schema)
        if isinstance(body, dict):
            for name, value in {"id": task.id, "status": view.status.name}.items():
                if at := self._api.lifecycle.fields[name].place(self._document, schema, body):
                    put(body, at, in_json(self._document, schema, at, value))
            body |= {name: tag for name, tag in task.tags.items() if name in body}
        return body


def _shown(task: MockTask, view: TaskView) -> str:
    return f"variant {task.variant}, status {view.status.name}"
