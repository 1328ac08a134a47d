"""What scenarios do to responses and webhooks."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from gettask.mock.http import Response
from gettask.mock.scenarios.model import Alter, AlterDelivery, ResponseContext
from gettask.mock.scenarios.plans import credit_error
from gettask.mock.spec.api import Api
from gettask.mock.spec.operation import Action
from gettask.mock.spec.pointer import drop, get, put
from gettask.mock.webhooks import WebhookDelivery

DELAY = 90.0
"""Seconds before a slow response."""
REDIRECTED = "redirected=1"
UNKNOWN = "never-seen-before"
"""A value that no spec lists."""

# Which responses.


def on(alter: Alter, first: int = 0, last: float = float("inf")) -> Alter:
    """Only the responses from `first` to `last`, counted from 0."""
    return lambda context: alter(context) if first <= context.count <= last else context.response


def once(alter: Alter) -> Alter:
    """Only the first response."""
    return on(alter, last=0)


def in_turn(*alters: Alter) -> Alter:
    """The first response by the first of them, the second by the second; the others as they are."""
    return lambda context: alters[context.count](context) if context.count < len(alters) else context.response


# Responses.


def error(status: int, code: Any = None, **headers: str) -> Alter:
    """An error of the vendor's."""
    return lambda context: context.error(status, code, **headers)


def busy(retry_after: Callable[[float], str]) -> Alter:
    """Too many requests, with a Retry-After made of the time."""
    return lambda context: context.error(429, retry_after=retry_after(context.now))


def raw(status: int, media_type: str, body: bytes, **headers: str) -> Alter:
    """A response that nothing of the API's has made."""
    return lambda _: Response.of(status, media_type, body, **headers)


def cut(context: ResponseContext) -> Response:
    """The connection ends in the middle of the body, whose length was announced."""
    response = context.response
    return response._replace(body=response.body[: len(response.body) // 2], cut=True)


def slow(context: ResponseContext) -> Response:
    """The response is delayed."""
    return context.response._replace(delay=DELAY)


def half(context: ResponseContext) -> Response:
    """The first half of the body, with a length that fits."""
    body = context.response.body
    return Response.of(context.response.status, "application/json", body[: len(body) // 2])


def empty(context: ResponseContext) -> Response:
    """The response without its bytes."""
    return Response.of(200, context.response.header("content-type") or "", b"")


def retyped(media_type: str) -> Alter:
    """The response with another content type."""
    return lambda context: Response.of(context.response.status, media_type, context.response.body)


def redirect(context: ResponseContext) -> Response:
    """A redirect to another query of the same URL, where the response is."""
    if REDIRECTED in context.request.query:
        return context.response
    query = f"{context.request.query}&{REDIRECTED}".lstrip("&")
    url = f"{context.request.base_url}{context.request.path}?{query}"
    return Response.text(307, "It has moved.", location=url)


def with_new_field(context: ResponseContext) -> Response:
    """The task has a field that no spec lists."""
    return context.edit(lambda task: task.update({UNKNOWN: {"some": ["thing"]}}))


def field(name: str, value: Callable[[Any], Any]) -> Alter:
    """A change to one field of the state table, where the task has it."""

    def alter(context: ResponseContext) -> Response:
        def change(task: dict[str, Any]) -> None:
            at = context.place(task, name)
            if at is not None:
                put(task, at, value(get(task, at)))

        altered = context.edit(change)
        return context.response if altered.json() == context.response.json() else altered

    return alter


def without(name: str) -> Alter:
    """The task lacks a field of the state table."""

    def alter(context: ResponseContext) -> Response:
        return context.edit(lambda task: drop(task, context.place(task, name) or "/"))

    return alter


def unknown_kind(context: ResponseContext) -> Response:
    """The properties that name the variant have values that no spec lists."""
    names = context.responses.tags()
    return context.edit(lambda task: task.update({name: UNKNOWN for name in names if name in task}))


def nulls(value: Any) -> Any:
    """The object or list with null in the place of each of its parts."""
    if isinstance(value, dict):
        return dict.fromkeys(value)
    return [None] * len(value) if isinstance(value, list) else value


# Refused creates.


def refusal(api: Api, code: str) -> Mapping[str, Any]:
    """The HTTP error that the vendor has for a code.

    Raises:
        ValueError: if `x-errors` lists none.
    """
    entry = api.error("http", code)
    if entry is None:
        known = ", ".join(str(each["code"]) for each in api.errors("http") if each["code"] is not None)
        raise ValueError(f"no HTTP error has the code {code}; there are {known or 'none'}")
    return entry


def refused_with_code(context: ResponseContext) -> Response:
    """A create request is refused with a code of the vendor's."""
    entry = refusal(context.api, context.argument)
    return context.error(entry["status"] or 400, entry["code"])


def refused_for_credit(context: ResponseContext) -> Response:
    """A create request is refused as the vendor does it without credit."""
    entry = credit_error(context.api)
    if entry["place"] == "http":
        return context.error(entry["status"], entry["code"])
    status = _status_with_task(context.api)
    bare = context.error(status)
    if not bare.body:  # by the mock's assumptions
        return bare
    body = context.response.json()
    fields = {name: value for name, value in bare.json().items() if name in body}
    return Response.json_of(status, body | fields)


def _status_with_task(api: Api) -> int:
    """The status of the error that shows a task which is not created; 500 where none is documented."""
    for create in (operation for operation in api.operations if operation.action is Action.CREATE):
        for status in (int(each) for each in create.responses if each.isdecimal() and each >= "400"):
            if api.document.schema_at(create.schema(status), api.lifecycle.task) is not None:
                return status
    return 500


# Webhooks.


def delivery(**changes: Any) -> AlterDelivery:
    """A change to the delivery."""
    return lambda delivery, _: [replace(delivery, **changes)]


def signed(secret: str) -> AlterDelivery:
    """The delivery is signed with this secret, or not at all if it is empty."""
    return lambda delivery, _: [replace(delivery, endpoint=replace(delivery.endpoint, secret=secret))]


def never(_: WebhookDelivery, __: Api) -> list[WebhookDelivery]:
    """No delivery."""
    return []


def twice(delivery: WebhookDelivery, _: Api) -> list[WebhookDelivery]:
    """The same webhook in two deliveries."""
    return [delivery, replace(delivery, id=str(uuid.uuid4()))]


def late(delivery: WebhookDelivery, _: Api) -> list[WebhookDelivery]:
    """A delayed delivery."""
    return [replace(delivery, due=delivery.due + DELAY)]


def late_unless_terminal(delivery: WebhookDelivery, api: Api) -> list[WebhookDelivery]:
    """A delayed delivery, unless it announces the end of the task."""
    return [delivery] if delivery.terminal else late(delivery, api)


def half_delivery(delivery: WebhookDelivery, _: Api) -> list[WebhookDelivery]:
    """The first half of the body."""
    return [replace(delivery, body=delivery.body[: len(delivery.body) // 2])]


def only_task(delivery: WebhookDelivery, api: Api) -> list[WebhookDelivery]:
    """The task without its envelope."""
    task = get(json.loads(delivery.body), api.lifecycle.task)
    return [replace(delivery, body=json.dumps(task, separators=(",", ":")).encode())]
