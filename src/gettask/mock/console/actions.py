"""What the buttons of a task do."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from gettask.mock.console.site import Call, RefusedError
from gettask.mock.errors import RequestError
from gettask.mock.mock import Mock
from gettask.mock.spec.api import Api
from gettask.mock.tasks.plan import TaskPlan
from gettask.mock.tasks.progress import view_now
from gettask.mock.tasks.task import MockTask

Action = Callable[[Mock, MockTask, Call], None]

DONE = {
    "advance": "The clock was advanced.",
    "finish": "The task has succeeded.",
    "fail": "The task has failed.",
    "expire": "The links that were given out have expired; another poll gives new ones.",
    "webhook": "The webhook of the last status is sent again.",
    "cancel": "The task was cancelled.",
}
"""What each button has done."""


def advance(mock: Mock, _: MockTask, call: Call) -> None:
    """Let time pass for the whole mock."""
    mover = getattr(mock.clock, "advance", None)
    if mover is None:
        raise RefusedError("The clock of this mock cannot be advanced.")
    try:
        mover(float(call.number("seconds", 60)))
    except ValueError as error:
        raise RefusedError(f"{error}.") from None


def finish(mock: Mock, task: MockTask, _: Call) -> None:
    """Let a task succeed at once."""
    _end(mock, task, TaskPlan())


def fail(mock: Mock, task: MockTask, call: Call) -> None:
    """Let a task fail at once, with an error of the vendor's."""
    errors = failures(mock.apis[task.api])
    number = call.number("error", 0)
    if number >= len(errors):
        raise RefusedError("There is no such error.")
    error = errors[number]
    message = call.get("message").strip() or str(error.get("message") or "") or TaskPlan().message
    _end(mock, task, TaskPlan(end="failed", code=error["code"], message=message[:1000]))


def failures(api: Api) -> list[Mapping[str, Any]]:
    """The errors that tasks of an API can fail with, one at least."""
    found = [error for error in api.errors("task") if error["code"] is not None]
    return found or [{"code": None, "message": TaskPlan().message}]


def describe(error: Mapping[str, Any]) -> str:
    """An error in one line."""
    code = "without a code" if error["code"] is None else json.dumps(error["code"])
    return f"{code} {error.get('message') or error.get('advice') or ''}"[:120]


def expire(mock: Mock, task: MockTask, _: Call) -> None:
    """Let the links expire that were given out for a task."""
    mock.tasks.expire_links(task)


def webhook(mock: Mock, task: MockTask, _: Call) -> None:
    """Send the webhook about the last status again."""
    if task.webhook is None:
        raise RefusedError("This task has no endpoint for webhooks.")
    mock.webhooks.announce_again(task)


def cancel(mock: Mock, task: MockTask, _: Call) -> None:
    """Cancel a task that is queued."""
    try:
        mock.tasks.cancel(task, mock.clock())
    except RequestError as error:
        raise RefusedError(f"{error.detail[:1].upper()}{error.detail[1:]}.") from None


def _end(mock: Mock, task: MockTask, plan: TaskPlan) -> None:
    try:
        mock.tasks.replan(task.id, plan)
    except ValueError as error:
        raise RefusedError(f"{error}.") from None
    view_now(task, mock.clock())
    mock.tasks.store.put(task)


ACTIONS: Mapping[str, Action] = {
    "advance": advance,
    "finish": finish,
    "fail": fail,
    "expire": expire,
    "webhook": webhook,
    "cancel": cancel,
}
