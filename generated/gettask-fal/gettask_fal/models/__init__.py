"""The models of requests and responses. Each is imported when it is first used."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .any_task import AnyTask
    from .completed_task import CompletedTask
    from .error_reply import ErrorReply
    from .field_error import FieldError
    from .flux_dev_request import FluxDevRequest
    from .flux_dev_result import FluxDevResult
    from .image import Image
    from .image_size import ImageSize
    from .invalid_reply import InvalidReply
    from .log import Log
    from .log_level import LogLevel
    from .metrics import Metrics
    from .queued_task import QueuedTask
    from .running_task import RunningTask

_MODULES = {
    "AnyTask": "any_task",
    "CompletedTask": "completed_task",
    "ErrorReply": "error_reply",
    "FieldError": "field_error",
    "FluxDevRequest": "flux_dev_request",
    "FluxDevResult": "flux_dev_result",
    "Image": "image",
    "ImageSize": "image_size",
    "InvalidReply": "invalid_reply",
    "Log": "log",
    "LogLevel": "log_level",
    "Metrics": "metrics",
    "QueuedTask": "queued_task",
    "RunningTask": "running_task",
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
    "CompletedTask",
    "ErrorReply",
    "FieldError",
    "FluxDevRequest",
    "FluxDevResult",
    "Image",
    "ImageSize",
    "InvalidReply",
    "Log",
    "LogLevel",
    "Metrics",
    "QueuedTask",
    "RunningTask",
]
