"""Create, poll and download tasks of APIs that generate media.

    from gettask import PiAPI
    from gettask_piapi.models import FluxTxt2ImgRequest

    with PiAPI() as piapi:  # the key is in PIAPI_API_KEY
        handle = piapi.create(FluxTxt2ImgRequest(model="Qubico/flux1-dev", input_=...))
        task = piapi.wait(handle, deadline=900)
        print(task.cost, piapi.download(task, "out/"))

Each API has a client, such as `PiAPI`, and its async twin; `connect` makes the client of an API known by its
name. The modules `jobs`, `storage`, `polling`, `errors`, `prices`, `webhooks`, `events`, `testing` and
`pytest_plugin` are public as well.

Names are loaded on first use, so that `import gettask` costs next to nothing.
"""

import os

from . import _apis

TYPE_CHECKING = False  # as type checkers know it: `typing` takes longer to import than all else here

if TYPE_CHECKING:
    from typing import Any

    from ._apis import *  # noqa: F403
    from ._contract.contract import Contract, load
    from ._contract.installed import APIS
    from ._contract.lifecycle import Phase, PollSchedule
    from ._download.options import DownloadProgress
    from .client import AsyncClient, Client, connect, connect_async
    from .errors import (
        ApiError,
        ApiShutDownWarning,
        AuthenticationError,
        DeprecatedTaskWarning,
        DownloadError,
        GettaskError,
        InsufficientCreditError,
        InvalidRequestError,
        JobConflictError,
        JobStoreError,
        JobUnknownError,
        MissingResultsError,
        PermissionDeniedError,
        RateLimitedError,
        RequestValidationError,
        RequestWarning,
        SearchLimitError,
        ServerError,
        TaskFailedError,
        TaskNotFoundError,
        TransportError,
        UnexpectedResponseError,
        UnsupportedError,
        WaitTimeoutError,
        WebhookError,
    )
    from .jobs.model import Job, JobState
    from .jobs.store import JobStore
    from .polling import UNSET, Unset
    from .prices import Cost, Estimate, estimate
    from .task import Asset, Handle, Task, TaskError, parse

__all__ = [
    "APIS",
    "UNSET",
    "ApiError",
    "ApiShutDownWarning",
    "Asset",
    "AsyncClient",
    "AuthenticationError",
    "Client",
    "Contract",
    "Cost",
    "DeprecatedTaskWarning",
    "DownloadError",
    "DownloadProgress",
    "Estimate",
    "GettaskError",
    "Handle",
    "InsufficientCreditError",
    "InvalidRequestError",
    "Job",
    "JobConflictError",
    "JobState",
    "JobStore",
    "JobStoreError",
    "JobUnknownError",
    "MissingResultsError",
    "PermissionDeniedError",
    "Phase",
    "PollSchedule",
    "RateLimitedError",
    "RequestValidationError",
    "RequestWarning",
    "SearchLimitError",
    "ServerError",
    "Task",
    "TaskError",
    "TaskFailedError",
    "TaskNotFoundError",
    "TransportError",
    "UnexpectedResponseError",
    "Unset",
    "UnsupportedError",
    "WaitTimeoutError",
    "WebhookError",
    "connect",
    "connect_async",
    "estimate",
    "load",
    "parse",
]
__all__ += _apis.__all__

_NAMES = {
    "_contract.contract": ("Contract", "load"),
    "_contract.installed": ("APIS",),
    "_contract.lifecycle": ("Phase", "PollSchedule"),
    "_download.options": ("DownloadProgress",),
    "client": ("AsyncClient", "Client", "connect", "connect_async", *_apis.__all__),
    "errors": (
        "ApiError",
        "ApiShutDownWarning",
        "AuthenticationError",
        "DeprecatedTaskWarning",
        "DownloadError",
        "GettaskError",
        "InsufficientCreditError",
        "InvalidRequestError",
        "JobConflictError",
        "JobStoreError",
        "JobUnknownError",
        "MissingResultsError",
        "PermissionDeniedError",
        "RateLimitedError",
        "RequestValidationError",
        "RequestWarning",
        "SearchLimitError",
        "ServerError",
        "TaskFailedError",
        "TaskNotFoundError",
        "TransportError",
        "UnexpectedResponseError",
        "UnsupportedError",
        "WaitTimeoutError",
        "WebhookError",
    ),
    "jobs.model": ("Job", "JobState"),
    "jobs.store": ("JobStore",),
    "polling": ("UNSET", "Unset"),
    "prices": ("Cost", "Estimate", "estimate"),
    "task": ("Asset", "Handle", "Task", "TaskError", "parse"),
}
_HOME = {name: module for module, names in _NAMES.items() for name in names}


if os.environ.get("GETTASK_LOG"):
    from importlib import import_module

    import_module(".events", __name__).log_to_stderr()


def __getattr__(name: str) -> "Any":
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f".{_HOME[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
