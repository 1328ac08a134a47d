"""Create, wait for and download tasks of APIs that generate media.

Names load on first use, so that `import gettask` costs next to nothing.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ._contract.contract import APIS as APIS
    from ._contract.contract import Contract as Contract
    from ._contract.contract import load as load
    from ._contract.lifecycle import Phase as Phase
    from ._contract.lifecycle import PollSchedule as PollSchedule
    from .client import AsyncPiAPI as AsyncPiAPI
    from .client import AsyncTripo as AsyncTripo
    from .client import AsyncTripoV2 as AsyncTripoV2
    from .client import PiAPI as PiAPI
    from .client import Tripo as Tripo
    from .client import TripoV2 as TripoV2
    from .client import connect as connect
    from .client import connect_async as connect_async
    from .errors import ApiError as ApiError
    from .errors import ApiShutDownWarning as ApiShutDownWarning
    from .errors import AuthenticationError as AuthenticationError
    from .errors import DownloadError as DownloadError
    from .errors import GettaskError as GettaskError
    from .errors import InsufficientCreditError as InsufficientCreditError
    from .errors import InvalidRequestError as InvalidRequestError
    from .errors import PermissionDeniedError as PermissionDeniedError
    from .errors import RateLimitedError as RateLimitedError
    from .errors import ServerError as ServerError
    from .errors import TaskFailedError as TaskFailedError
    from .errors import TaskNotFoundError as TaskNotFoundError
    from .errors import TransportError as TransportError
    from .errors import UnexpectedResponseError as UnexpectedResponseError
    from .errors import UnsupportedError as UnsupportedError
    from .errors import WaitTimeoutError as WaitTimeoutError
    from .errors import WebhookError as WebhookError
    from .polling import UNSET as UNSET
    from .polling import Unset as Unset
    from .task import Asset as Asset
    from .task import Cost as Cost
    from .task import Handle as Handle
    from .task import Task as Task
    from .task import TaskError as TaskError
    from .task import parse as parse

_NAMES = {
    "client": (
        "AsyncPiAPI",
        "AsyncTripo",
        "AsyncTripoV2",
        "PiAPI",
        "Tripo",
        "TripoV2",
        "connect",
        "connect_async",
    ),
    "_contract.contract": ("APIS", "Contract", "load"),
    "errors": (
        "ApiError",
        "ApiShutDownWarning",
        "AuthenticationError",
        "DownloadError",
        "GettaskError",
        "InsufficientCreditError",
        "InvalidRequestError",
        "PermissionDeniedError",
        "RateLimitedError",
        "ServerError",
        "TaskFailedError",
        "TaskNotFoundError",
        "TransportError",
        "UnexpectedResponseError",
        "UnsupportedError",
        "WaitTimeoutError",
        "WebhookError",
    ),
    "_contract.lifecycle": ("PollSchedule", "Phase"),
    "task": ("Asset", "Cost", "Handle", "Task", "TaskError", "parse"),
    "polling": ("UNSET", "Unset"),
}
_HOME = {name: module for module, names in _NAMES.items() for name in names}


if os.environ.get("GETTASK_LOG"):
    import_module(".events", __name__).log_to_stderr()


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_HOME[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME})
