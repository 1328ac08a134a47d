"""The models of requests and responses. Each is imported when it is first used."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .any_task import AnyTask
    from .created_task import CreatedTask
    from .error_reply import ErrorReply
    from .flux_pro_11_request import FluxPro11Request
    from .result import Result
    from .task import Task
    from .task_details_type_0 import TaskDetailsType0
    from .task_status import TaskStatus

_MODULES = {
    "AnyTask": "any_task",
    "CreatedTask": "created_task",
    "ErrorReply": "error_reply",
    "FluxPro11Request": "flux_pro_11_request",
    "Result": "result",
    "Task": "task",
    "TaskDetailsType0": "task_details_type_0",
    "TaskStatus": "task_status",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f".{_MODULES[name]}", __name__), name)
    return value


def __dir__() -> list[str]:
    return [*__all__]


__all__ = [
    "AnyTask",
    "CreatedTask",
    "ErrorReply",
    "FluxPro11Request",
    "Result",
    "Task",
    "TaskDetailsType0",
    "TaskStatus",
]
