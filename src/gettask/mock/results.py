"""The result of a task, where the API has an operation of its own for it."""

from __future__ import annotations

from gettask.mock.errors import RequestError
from gettask.mock.http import Request, Response
from gettask.mock.simulator import TaskSimulator
from gettask.mock.spec.operation import Operation
from gettask.mock.tasks.progress import view_now


def result(
    tasks: TaskSimulator, operation: Operation, request: Request, key: str, task_id: str, now: float
) -> Response:
    """The result of a task that has succeeded, or what the operation answers for one that has failed.

    Raises:
        RequestError: 404 if the key sees no such task, or it has no result.
    """
    task = tasks.find(operation.api, key, task_id)
    view = view_now(task, now)
    tells_failures = operation.result is not None and operation.result.failed is not None
    if not view.status.terminal or (view.status.failed and not tells_failures):
        raise RequestError(404, "", f"the task is {view.status.name}, and has no result")
    return tasks.show(task, view, request.base_url, operation)
