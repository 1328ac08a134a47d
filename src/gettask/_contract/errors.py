"""The base of all errors, and what reading a body raises. `gettask.errors` exports both beside the others."""

from __future__ import annotations

from typing import Any

from .handle import Handle


class GettaskError(Exception):
    """Base class of all errors of gettask.

    Attributes:
        message: What happened, in one line without secrets.
        retryable: Whether the same request may succeed later.
        outcome_unknown: Set on a failed `create` when the job may exist all the same: check the account
            before you create it again, or it is paid twice. A note of the error says where to look.
        handle: The handle of the job that the error is about, None where no job is known.
    """

    retryable: bool = False
    outcome_unknown: bool = False
    handle: Handle[Any] | None = None

    def __init__(self, message: str = "") -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return self._with_outcome(self.message)

    def _with_outcome(self, text: str) -> str:
        """Return the text of the error, and that the job may exist where that is so."""
        if not self.outcome_unknown:
            return text
        end = "" if text.endswith((".", "!", "?", "…")) else "."
        return f"{text}{end} The job may exist all the same: check the account before you create it again."


class UnexpectedResponseError(GettaskError):
    """A response that does not fit the contract.

    Attributes:
        status_code: The HTTP status, None for a body that came without one.
        request_id: The API's id of the request, None if it gave none.
        body: The beginning of the body, without secrets.
        variant: The variant of the task whose field is wrong.
        pointer: The JSON Pointer of the wrong field.
        retryable: Whether another response may be right.
    """

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


for _error in (GettaskError, UnexpectedResponseError):
    _error.__module__ = "gettask.errors"  # where users find them, also in a traceback
