"""The models of requests and responses. Each is imported when it is first used."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .any_task import AnyTask
    from .cancelled_task import CancelledTask
    from .content_moderation import ContentModeration
    from .cost import Cost
    from .created_task import CreatedTask
    from .error_reply import ErrorReply
    from .estimated_cost import EstimatedCost
    from .failed_task import FailedTask
    from .image_to_video_request import ImageToVideoRequest
    from .pending_task import PendingTask
    from .running_task import RunningTask
    from .succeeded_task import SucceededTask
    from .throttled_task import ThrottledTask

_MODULES = {
    "AnyTask": "any_task",
    "CancelledTask": "cancelled_task",
    "ContentModeration": "content_moderation",
    "Cost": "cost",
    "CreatedTask": "created_task",
    "ErrorReply": "error_reply",
    "EstimatedCost": "estimated_cost",
    "FailedTask": "failed_task",
    "ImageToVideoRequest": "image_to_video_request",
    "PendingTask": "pending_task",
    "RunningTask": "running_task",
    "SucceededTask": "succeeded_task",
    "ThrottledTask": "throttled_task",
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
    "CancelledTask",
    "ContentModeration",
    "Cost",
    "CreatedTask",
    "ErrorReply",
    "EstimatedCost",
    "FailedTask",
    "ImageToVideoRequest",
    "PendingTask",
    "RunningTask",
    "SucceededTask",
    "ThrottledTask",
]
