"""What a reply of the API means: a task, an id, or one of the errors. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Any

from ._contract.contract import Contract, ErrorRule
from ._contract.lifecycle import Phase
from .errors import (
    BY_NAME,
    ApiError,
    AuthenticationError,
    GettaskError,
    InsufficientCreditError,
    InvalidRequestError,
    PermissionDeniedError,
    RateLimitedError,
    ServerError,
    TaskFailedError,
    TaskNotFoundError,
    UnexpectedResponseError,
)
from .redact import excerpt, printable, redact
from .task import Task, load_json, missing_fields, read_task

_BY_STATUS: dict[int, type[ApiError]] = {
    401: AuthenticationError,
    402: InsufficientCreditError,
    403: PermissionDeniedError,
    404: TaskNotFoundError,
    408: ApiError,
    425: ApiError,
    429: RateLimitedError,
}
# These mean the same everywhere, whatever code a vendor puts beside them.
_STATUS_FIRST = (401, 403, 404, 429)


@dataclass(frozen=True, slots=True)
class Reply:
    """An HTTP response. Header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the replies of one API. `secret` is kept out of errors; `wall` is the time of day, for dates."""

    contract: Contract
    secret: str = field(default="", repr=False)

    def task(self, reply: Reply, wall: float, requested_id: str | None = None) -> Task:
        """Return the task in a reply of Get Task; raises what the reply means otherwise."""
        document = self._document(reply, wall)
        if not self._is_refusal(reply, document) or self._holds_task(reply, document):
            return self._read(reply, document, requested_id)
        raise self.error(reply, document, wall)

    def created(self, reply: Reply, wall: float) -> str:
        """Return the id in a reply of Create Task; raises what the reply means otherwise.

        A task that failed while it was made is an error that carries the task, whatever the HTTP status.
        """
        document = self._document(reply, wall)
        if self._holds_task(reply, document):
            task = self._read(reply, document)
            if task.phase.terminal and not task.phase.succeeded:
                raise self.failure(task, reply)
            return task.id
        if self._is_refusal(reply, document):
            raise self.error(reply, document, wall)
        missing = missing_fields(document, self.contract, ("id",))
        if missing:
            raise self._unexpected(
                reply, f"The reply of {self.contract.api} to a new task is not usable: {missing}."
            )
        return Task(document, self.contract).id

    def accepted(self, reply: Reply, wall: float) -> Any:
        """Return the parsed reply to any other operation, None for no JSON; raises what a refusal means."""
        try:
            document = self._document(reply, wall)
        except UnexpectedResponseError:
            if not 200 <= reply.status < 300:
                raise
            document = None
        if self._is_refusal(reply, document):
            raise self.error(reply, document, wall)
        return document

    def failure(self, task: Task, reply: Reply | None = None) -> GettaskError:
        """Return the error for a task that ended without results, as the table of errors has it."""
        code = None if task.error is None else task.error.code
        reason = "no reason given" if task.error is None else redact(str(task.error), self.secret)
        rules = [rule for rule in self.contract.errors if rule.place == "task" and rule.admits(task.body)]
        found = [rule for rule in rules if rule.code == code] or [rule for rule in rules if rule.code is None]
        rule = found[0] if found else ErrorRule("task", None, None, TaskFailedError.__name__)
        error = BY_NAME[rule.error]
        if issubclass(error, ApiError):
            return error(
                reason,
                api=self.contract.api,
                status_code=None if reply is None else reply.status,
                code=code,
                request_id=None if reply is None else self._request_id(reply),
                body="" if reply is None else excerpt(reply.body, self.secret),
                hint=rule.hint,
                task=task,
            )
        notes = [task.phase.value] if task.phase is not Phase.FAILED else []
        notes += [f"code {printable(code)}"] if code is not None and reason != f"code {code}" else []
        said = f" ({', '.join(notes)})" if notes else ""
        name = f"{self.contract.api} task {printable(task.id)}"
        text = f"{name} ended as {printable(task.status)!r}{said}: {reason}. {rule.hint}"
        return TaskFailedError(text.strip(), task=task)

    def error(self, reply: Reply, document: Any, wall: float) -> ApiError:
        """Return the error that a refusing reply means; `document` is its body, None if that is not JSON."""
        shape = self.contract.envelope
        code = shape.read(document, "code")
        rule = self._rule(reply.status, code, document)
        message, suggestion = (
            printable(redact(str(shape.read(document, name) or ""), self.secret)).strip()
            for name in ("message", "suggestion")
        )
        error = BY_NAME[rule.error]
        kind = error if issubclass(error, ApiError) else ApiError
        return kind(
            message,
            api=self.contract.api,
            status_code=reply.status,
            code=code,
            request_id=self._request_id(reply, document),
            body=excerpt(reply.body, self.secret),
            hint=" ".join(filter(None, [suggestion and suggestion.rstrip(".") + ".", rule.hint])),
            retry_after=retry_after(reply.headers.get("retry-after"), wall),
        )

    def _document(self, reply: Reply, wall: float) -> Any:
        """Return the parsed body; one that is not JSON raises, by status if that is an error."""
        if 300 <= reply.status < 400:
            message = (
                f"{self.contract.api} answered HTTP {reply.status}, a redirect, which is not followed: "
                "the key goes to no other host. Check base_url."
            )
            raise self._unexpected(reply, message)
        try:
            return load_json(reply.body, self.secret)
        except UnexpectedResponseError as error:
            if reply.status >= 400:
                raise self.error(reply, None, wall) from None
            message = f"{self.contract.api} answered HTTP {reply.status}. {error.message}"
            raise self._unexpected(reply, message) from None

    def _is_refusal(self, reply: Reply, document: Any) -> bool:
        shape = self.contract.envelope
        code = shape.read(document, "code")
        return reply.status >= 400 or (code is not None and bool(shape.ok) and code not in shape.ok)

    def _holds_task(self, reply: Reply, document: Any) -> bool:
        """Say whether a reply is about a task, which some APIs send with an HTTP error when it has failed."""
        if reply.status in _STATUS_FIRST or missing_fields(document, self.contract, ("id", "status")):
            return False
        lifecycle = self.contract.lifecycle
        return lifecycle.status(lifecycle.read_status(lifecycle.find_task(document))) is not None

    def _read(self, reply: Reply, document: Any, requested_id: str | None = None) -> Task:
        try:
            return read_task(document, self.contract, requested_id=requested_id)
        except UnexpectedResponseError as error:
            raise self._unexpected(reply, error.message) from None

    def _unexpected(self, reply: Reply, message: str) -> UnexpectedResponseError:
        return UnexpectedResponseError(
            message,
            status_code=reply.status,
            request_id=self._request_id(reply),
            body=excerpt(reply.body, self.secret),
            retryable=reply.status < 300,
        )

    def _rule(self, status: int, code: int | str | None, document: Any) -> ErrorRule:
        """Return the row that says most: by status and code, then by code, then by status."""
        rules = [rule for rule in self.contract.errors if rule.place == "http" and rule.admits(document)]
        if status < 400 and isinstance(code, int) and 400 <= code < 600:
            status = code  # an error inside HTTP 200 that repeats the status it should have had
        coded = [rule for rule in rules if rule.code is not None and rule.code == code]
        exact = [rule for rule in coded if rule.status == status]
        by_status = [rule for rule in rules if rule.code is None and rule.status == status]
        if status in _STATUS_FIRST:
            coded = []
        elif status >= 400:  # the same number may mean something else beside another status
            coded = [rule for rule in coded if rule.status is None]
        found = [*exact, *coded, *by_status]
        return found[0] if found else ErrorRule("http", status, None, _default(status).__name__)

    def _request_id(self, reply: Reply, document: Any = None) -> str | None:
        shape = self.contract.envelope
        header = reply.headers.get(shape.request_id.lower()) if shape.request_id else None
        value = header or shape.read(document, "request-id")
        return None if value is None else printable(redact(str(value), self.secret))


def retry_after(value: str | None, wall: float) -> float | None:
    """Return the seconds that a Retry-After header asks for, as seconds or as a date; None for neither."""
    if value is None:
        return None
    try:
        seconds = float(value)
    except ValueError:
        try:
            date = parsedate_to_datetime(value)
            # the oldest of HTTP's formats names no zone, and means GMT
            seconds = (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp() - wall
        except (ValueError, OverflowError, TypeError):
            return None
    return max(0.0, seconds) if math.isfinite(seconds) else None


def _default(status: int) -> type[ApiError]:
    if status >= 500:
        return ServerError
    if status < 400:
        return ApiError
    return _BY_STATUS.get(status, InvalidRequestError)
