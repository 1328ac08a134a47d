"""The errors that gettask raises.

GettaskError
├── TransportError               no response: a network error or a timeout
├── ApiError                     the API answered with an error
│   ├── AuthenticationError      the key is missing or invalid
│   ├── PermissionDeniedError    the key may not do this
│   ├── TaskNotFoundError        no such task, or another key's
│   ├── InvalidRequestError      the API did not accept the request
│   ├── InsufficientCreditError  the account has too little credit
│   ├── RateLimitedError         too many requests
│   └── ServerError              the API, or a gateway before it, failed
├── UnexpectedResponseError      a response that does not fit the contract
├── TaskFailedError              the task ended without results
├── MissingResultsError          the task succeeded, but its results are missing
├── WaitTimeoutError             the deadline of a wait passed; the task goes on
├── DownloadError                a result could not be downloaded
├── RequestValidationError       the request does not fit the spec, and was not sent
├── JobStoreError                the job store cannot be used
├── JobConflictError             another process works on the job, or its id is of another request
├── JobUnknownError              an earlier create of the job was cut off; its task may exist
├── SearchLimitError             a list of the account has more pages than were searched
├── UnsupportedError             the API has no such operation
└── WebhookError                 a webhook request without a valid signature

ApiShutDownWarning               a client was made for an API that was shut down
DeprecatedTaskWarning            the vendor has deprecated the kind of task that is created
RequestWarning                   a request has a field or value that the spec does not have
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from ._contract.errors import GettaskError, UnexpectedResponseError
from ._contract.handle import Handle
from ._polling.retry import RETRYABLE_STATUSES, is_retryable_download
from ._redact import printable, redact
from .task import Task

__all__ = [
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
]


class TransportError(GettaskError):
    """No response came.

    Attributes:
        sent: Whether bytes of the request may have left.
    """

    retryable = True

    def __init__(self, message: str = "", *, sent: bool = True) -> None:
        super().__init__(message)
        self.sent = sent


class ApiError(GettaskError):
    """The API answered with an error.

    Attributes:
        message: The vendor's text, empty if there is none.
        api: The name of the API.
        status_code: The HTTP status, None for a failed task that was read without a request.
        code: The vendor's code, None if there is none.
        request_id: The vendor's id of the request, for its support.
        body: The beginning of the response's body, without secrets.
        hint: What to do about it; `default_hint` where the spec has none.
        retry_after: Seconds to wait, from the Retry-After header.
        task: The task that the error came with, None if there is none.
    """

    default_hint = ""

    def __init__(
        self,
        message: str = "",
        *,
        api: str | None = None,
        status_code: int | None = None,
        code: int | str | None = None,
        request_id: str | None = None,
        body: str = "",
        hint: str = "",
        retry_after: float | None = None,
        task: Task | None = None,
    ) -> None:
        super().__init__(message)
        self.api = api
        self.status_code = status_code
        self.code = code
        self.request_id = request_id
        self.body = body
        self.hint = hint or self.default_hint
        self.retry_after = retry_after
        self.task = task
        self.handle = None if task is None else task.handle
        self.retryable = self.retryable or status_code in RETRYABLE_STATUSES

    def __str__(self) -> str:
        facts = [f"HTTP {self.status_code}"] if self.status_code is not None else []
        facts += [f"code {printable(self.code)}"] if self.code is not None else []
        facts += [f"task {printable(self.task.id)}"] if self.task is not None else []
        facts += [f"request id {self.request_id}"] if self.request_id else []
        body = f"the body {printable(self.body, 80)!r}" if self.body else "an empty body"
        text = self.message or f"error response with {body}"
        if self.api:
            text = f"{self.api}: {text}"
        if facts:
            text = f"{text} ({', '.join(facts)})"
        return self._with_outcome(f"{text}. {self.hint}" if self.hint else text)


class AuthenticationError(ApiError):
    """The key is missing or invalid."""


class PermissionDeniedError(ApiError):
    """The key is valid, but may not do this."""


class TaskNotFoundError(ApiError):
    """There is no such task, or another key created it."""


class InvalidRequestError(ApiError):
    """The API did not accept the request."""


class InsufficientCreditError(ApiError):
    """The account has too little credit. `task` is the failed task if the API created one."""


class RateLimitedError(ApiError):
    """There were too many requests. `retry_after` is the pause that the API asks for, in seconds."""

    retryable = True
    default_hint = "Send fewer requests."


class ServerError(ApiError):
    """The API, or a gateway before it, failed."""

    retryable = True
    default_hint = "The server, or a gateway before it, failed: try again later."


class TaskFailedError(GettaskError):
    """The task ended in a terminal phase other than success.

    Attributes:
        task: That task.
    """

    def __init__(self, message: str = "", *, task: Task | None = None) -> None:
        super().__init__(message)
        self.task = task
        self.handle = None if task is None else task.handle


class MissingResultsError(GettaskError):
    """The task succeeded, but none of the results that the spec declares is in it.

    It was polled a few times more. `str` says what its output holds instead.

    Attributes:
        task: That task.
    """

    def __init__(self, message: str = "", *, task: Task | None = None) -> None:
        super().__init__(message)
        self.task = task
        self.handle = None if task is None else task.handle

    @classmethod
    def of(cls, task: Task) -> MissingResultsError:
        """Return the error for a task.

        Args:
            task: A task that has succeeded.
        """
        output = task.contract.lifecycle.fields["output"].read(task.body)
        held = printable(redact(json.dumps(output, ensure_ascii=False)), 300)
        places = " or ".join(task.missing_results)
        return cls(
            f"{task.api} task {printable(task.id)} succeeded, but has no result at {places}; its output is "
            f"{held}. Poll it again later with its handle, or ask the vendor's support.",
            task=task,
        )


class WaitTimeoutError(GettaskError):
    """The deadline of a wait passed. The task goes on: wait again with `handle`, here or in another process.

    The error of a failed last poll is the `__cause__`.

    Attributes:
        handle: The handle to wait with; never None.
        task: The task as last polled, None if no poll succeeded.
        task_id: The id of the task.

    Example:
        >>> try:
        ...     task = piapi.wait(handle, deadline=60)
        ... except WaitTimeoutError as error:
        ...     later.write_text(error.handle.to_json())
    """

    handle: Handle[Any]

    def __init__(self, message: str = "", *, handle: Handle[Any], task: Task | None = None) -> None:
        super().__init__(message)
        self.handle = handle
        self.task = task

    @property
    def task_id(self) -> str:
        """The id of the task."""
        return self.handle.id

    def __reduce__(self) -> tuple[Any, ...]:
        return partial(type(self), handle=self.handle), (self.message,), self.__dict__


class DownloadError(GettaskError):
    """Some results could not be downloaded. No partial file is left.

    Attributes:
        files: The paths, or in object storage the URLs, of the results that were saved.
        status_code: The HTTP status of the server of a single result, None if it did not answer.
        retry_after: Seconds to wait, from that server's Retry-After header.
    """

    def __init__(
        self,
        message: str = "",
        *,
        files: Sequence[Path | str] = (),
        status_code: int | None = None,
        retry_after: float | None = None,
        retryable: bool = False,
        handle: Handle[Any] | None = None,
    ) -> None:
        super().__init__(message)
        self.handle = handle
        self.files = tuple(files)
        self.status_code = status_code
        self.retry_after = retry_after
        self.retryable = retryable or is_retryable_download(status_code)


class RequestValidationError(GettaskError, ValueError):
    """The request does not fit the spec. It was not sent, and costs nothing.

    Attributes:
        problems: What is wrong, each with its JSON Pointer.
    """

    def __init__(self, message: str = "", *, problems: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


class JobStoreError(GettaskError):
    """The job store cannot be read or written. Nothing was sent, unless a note says so."""


class JobConflictError(GettaskError):
    """A job cannot be created: another process works on it, or its id belongs to another request."""


class JobUnknownError(GettaskError):
    """An earlier create of a job was cut off, so its task may exist. Nothing was sent this time."""

    outcome_unknown = True


class SearchLimitError(GettaskError):
    """A list of the account has more pages than were read; the message says how far back it was read.

    Args:
        message: How far the search went.
        found: What was found so far.

    Attributes:
        found: The ids of tasks without a job in the pages that were read.
    """

    def __init__(self, message: str, found: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.found = tuple(found)


class UnsupportedError(GettaskError):
    """The API has no such operation."""


class WebhookError(GettaskError):
    """A webhook request that cannot be trusted: its signature is missing, wrong or too old."""


class RequestWarning(UserWarning):
    """A request has a field or value that the spec does not have: misspelt, or newer than the spec."""


class ApiShutDownWarning(FutureWarning):
    """A client was made for an API that was shut down."""


class DeprecatedTaskWarning(FutureWarning):
    """The vendor has deprecated the kind of task that is created. Warned of once a process for each kind."""


BY_NAME: dict[str, type[GettaskError]] = {
    kind.__name__: kind
    for kind in (
        ApiError,
        AuthenticationError,
        PermissionDeniedError,
        TaskNotFoundError,
        InvalidRequestError,
        InsufficientCreditError,
        RateLimitedError,
        ServerError,
        TaskFailedError,
    )
}
"""The classes that the error table of a contract may name."""
