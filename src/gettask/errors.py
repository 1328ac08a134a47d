"""Everything that gettask raises on purpose.

GettaskError
├── TransportError               no reply: the network, a timeout
├── ApiError                     the API said no
│   ├── AuthenticationError      no key, or one that is not known
│   ├── PermissionDeniedError    the key may not do this
│   ├── TaskNotFoundError        no such task, or another key's
│   ├── InvalidRequestError      the request was not understood
│   ├── InsufficientCreditError  the account has run dry
│   ├── RateLimitedError         too many requests
│   └── ServerError              the API failed
├── UnexpectedResponseError      a reply that is not the contract
├── TaskFailedError              the task ended, and not well
├── WaitTimeoutError             the deadline of a wait passed; the task goes on
├── DownloadError                a result could not be fetched
├── UnsupportedError             the API has no such operation
└── WebhookError                 a delivery that the API did not send, or not just now

ApiShutDownWarning               a client of an API that no longer answers was made
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .redact import printable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from .task import Handle, Task


class GettaskError(Exception):
    """Base of all errors of gettask.

    `retryable` says whether the same request may succeed later. `outcome_unknown` is set on a failed `create`
    when the job may exist all the same: check the account before you create it again, or it is paid twice.
    """

    retryable: bool = False
    outcome_unknown: bool = False

    def __init__(self, message: str = "") -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        if not self.outcome_unknown:
            return self.message
        return (
            f"{self.message} The job may exist all the same: look at the account before you create it again."
        )


class TransportError(GettaskError):
    """No reply came. `sent` says whether bytes of the request may have left."""

    retryable = True

    def __init__(self, message: str = "", *, sent: bool = True) -> None:
        super().__init__(message)
        self.sent = sent


class ApiError(GettaskError):
    """The API refused.

    `message` is the vendor's text, `body` an excerpt of the reply, `task` the task it came with,
    `retry_after` the seconds that the API asked for.
    """

    default_hint = ""
    """The advice where the table of errors has none."""

    def __init__(
        self,
        message: str = "",
        *,
        api: str | None = None,
        status_code: int | None = None,
        code: int | str | None = None,
        request_id: str | None = None,
        body: str = "",
        advice: str = "",
        retry_after: float | None = None,
        task: Task | None = None,
    ) -> None:
        super().__init__(message)
        self.api = api
        self.status_code = status_code
        self.code = code
        self.request_id = request_id
        self.body = body
        self.advice = advice or self.default_hint
        self.retry_after = retry_after
        self.task = task
        self.retryable = self.retryable or status_code in (408, 425)

    def __str__(self) -> str:
        where = [f"HTTP {self.status_code}"] if self.status_code is not None else []
        where += [f"code {printable(self.code)}"] if self.code is not None else []
        where += [f"task {printable(self.task.id)}"] if self.task is not None else []
        where += [f"request id {self.request_id}"] if self.request_id else []
        body = f"refused with {printable(self.body, 80)!r}" if self.body else "refused without a word"
        text = super().__str__() or body
        if self.api:
            text = f"{self.api}: {text}"
        if where:
            text = f"{text} ({', '.join(where)})"
        return f"{text}. {self.advice}" if self.advice else text


class AuthenticationError(ApiError):
    """The key is missing or not known to the API."""


class PermissionDeniedError(ApiError):
    """The key is good, but may not do this."""


class TaskNotFoundError(ApiError):
    """There is no such task, or another key created it."""


class InvalidRequestError(ApiError):
    """The API did not accept what it was sent."""


class InsufficientCreditError(ApiError):
    """The account has too little credit. `task` is the failed task when the API made one."""


class RateLimitedError(ApiError):
    """Too many requests. `retry_after` is the API's own hint in seconds, if it gave one."""

    retryable = True
    default_hint = "Ask less often."


class ServerError(ApiError):
    """The API, or a gateway before it, failed."""

    retryable = True
    default_hint = "The server, or a gateway before it, failed: look again later."


class UnexpectedResponseError(GettaskError):
    """A reply that is not the contract. `body` is an excerpt, `pointer` leads to a wrong field."""

    retryable = True

    def __init__(
        self,
        message: str = "",
        *,
        status_code: int | None = None,
        request_id: str | None = None,
        body: str = "",
        variant: str | None = None,
        pointer: str | None = None,
        retryable: bool = True,
    ) -> None:
        super().__init__(message)
        self.status_code = status_code
        self.request_id = request_id
        self.body = body
        self.variant = variant
        self.pointer = pointer
        self.retryable = retryable


class TaskFailedError(GettaskError):
    """The task ended in a phase that is not success. `task` is that task."""

    def __init__(self, message: str = "", *, task: Task | None = None) -> None:
        super().__init__(message)
        self.task = task


class WaitTimeoutError(GettaskError):
    """The deadline of a wait passed. The task goes on: wait again with `handle`, in this process or another.

    `task` is the task as last seen, None if no look succeeded; the error of a failed last look is the
    `__cause__`.
    """

    def __init__(
        self,
        message: str = "",
        *,
        task_id: str = "",
        task: Task | None = None,
        handle: Handle | None = None,
    ) -> None:
        super().__init__(message)
        self.task_id = task_id
        self.task = task
        self.handle = handle


class DownloadError(GettaskError):
    """Some results could not be fetched. `files` are those that were; nothing partial is left.

    `status_code` and `retry_after`, in seconds, are what the server of a single result answered.
    """

    def __init__(
        self,
        message: str = "",
        *,
        files: Sequence[Path] = (),
        status_code: int | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message)
        self.files = tuple(files)
        self.status_code = status_code
        self.retry_after = retry_after
        self.retryable = status_code is not None and (
            status_code in (408, 416, 425, 429) or status_code >= 500
        )


class UnsupportedError(GettaskError):
    """The API has no such operation."""


class WebhookError(GettaskError):
    """A delivery whose sender is not known: no signature, a wrong one, or one that is too old."""


class ApiShutDownWarning(FutureWarning):
    """The API of the client that was made no longer answers."""


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
"""The classes that a contract's table of errors may name."""
