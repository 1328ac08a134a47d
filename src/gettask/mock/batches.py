"""The tasks that an operation with `x-task-batch` shows: those whose ids its request has."""

from __future__ import annotations

from typing import Any

from gettask.mock.errors import RequestError
from gettask.mock.http import Request
from gettask.mock.simulator import TaskSimulator
from gettask.mock.spec.operation import Operation
from gettask.mock.spec.pointer import get


def batch(
    tasks: TaskSimulator, operation: Operation, request: Request, key: str, body: Any, now: float
) -> tuple[dict[str, Any], list[str]]:
    """The tasks of a key that a request asks for, as a poll shows them, by id; and the ids of no task.

    Each task counts as polled.
    """
    assert operation.batch is not None
    place = tasks.task_pointer(operation.api)
    found: dict[str, Any] = {}
    missed = []
    for task_id in dict.fromkeys(get(body, operation.batch.ids)):
        try:
            task = tasks.find(operation.api, key, task_id)
        except RequestError:
            missed.append(task_id)
        else:
            found[task_id] = get(tasks.poll(task, request, now).json(), place)
    return found, missed
