"""What a response of the API means: a task, an id, or one of the errors. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from .._contract.contract import Contract
from .._contract.envelope import ErrorRule
from .._contract.lifecycle import Phase
from .._contract.pointer import lookup
from .._polling.retry import is_retryable, read_retry_after
from .._redact import excerpt, printable, redact
from ..errors import (
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
from ..task import Handle, Task, load_json, missing_fields, read_task, warn_once
from .response import Response

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


class CreatedTask(NamedTuple):
    """What a response of Create Task says.

    Attributes:
        id: The id of the task.
        polling_url: The URL to poll as it came, None if there is none.
        task: The task itself, if the response shows its status.
    """

    id: str
    polling_url: str | None
    task: Task | None = None


@dataclass(frozen=True, slots=True)
class ResponseParser:
    """Parses the responses of one API. Times are seconds since 1970, to read dates in headers by.

    Attributes:
        contract: What the spec says about the API.
        secret: The key, which no task or error may hold.
    """

    contract: Contract
    secret: str = field(default="", repr=False)

    def task(
        self, response: Response, now: float, requested: Handle | None = None, *, recent: bool = False
    ) -> Task:
        """Return the task in a response of Get Task; raise the error that it means otherwise.

        Args:
            response: The response.
            now: The time of day.
            requested: The handle that was polled.
            recent: Whether the task is known to exist, so that one that is not found will be.
        """
        document = self._document(response, now)
        if self._is_error(response, document) and not self._holds_task(response, document):
            error = self.error(response, document, now)
            error.retryable |= recent and isinstance(error, TaskNotFoundError)
            raise error
        task = self._read(response, document, requested)
        listed = self.contract.lifecycle.status(task.status)
        if listed is not None and listed.missing:
            error = TaskNotFoundError(
                f"no task is found: its status is {printable(task.status)!r}",
                api=self.contract.api,
                status_code=response.status,
                request_id=self._request_id(response, document),
                body=excerpt(response.body, self.secret),
            )
            error.retryable |= recent
            raise error
        if requested is not None and task.id.strip().lower() != requested.id.strip().lower():
            raise self._unexpected(
                response,
                f"{self.contract.api} answered a poll of task {printable(requested.id)} with another task"
                f" ({printable(task.id)}).",
            )
        return task

    def created(self, response: Response, now: float) -> CreatedTask:
        """Return the task in a response of Create Task; raise the error that it means otherwise.

        A response that holds an id is a task, whatever else it says. One that failed at once is an error that
        carries the task. Any other error has `outcome_unknown`, unless the API refuses with it before work.
        """
        try:
            document = load_json(response.body, self.secret)
        except UnexpectedResponseError:
            document = None
        id = self._created_id(response, document)
        if id is None:
            raise self._not_created(response, document, now)
        if self._is_error(response, document) or response.status not in (200, 201, 202):
            code = printable(self.contract.envelope.read(document, "code"))
            answer = f"HTTP {response.status}, code {code}"
            warn_once(
                (self.contract.api, "created", answer),
                f"{self.contract.api} answered a create with {answer} and a task id, which counts",
            )
        task = None
        if isinstance(document, dict) and not missing_fields(document, self.contract, ("status",)):
            task = self._read(response, document)
            if task.phase.terminal and not task.phase.succeeded:
                raise self.failure(task, response)
        url = self.contract.polling_url
        return CreatedTask(id, None if url is None else url.read(document, response.headers), task)

    def json(self, response: Response, now: float) -> Any:
        """Return the JSON of any other response, None for none; raise the error that it means otherwise."""
        try:
            document = self._document(response, now)
        except UnexpectedResponseError:
            if not 200 <= response.status < 300:
                raise
            document = None
        if self._is_error(response, document):
            raise self.error(response, document, now)
        return document

    def failure(self, task: Task, response: Response | None = None) -> GettaskError:
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
                status_code=None if response is None else response.status,
                code=code,
                request_id=None if response is None else self._request_id(response),
                body="" if response is None else excerpt(response.body, self.secret),
                hint=rule.hint,
                task=task,
            )
        notes = [task.phase.value] if task.phase is not Phase.FAILED else []
        notes += [f"code {printable(code)}"] if code is not None and reason != f"code {code}" else []
        details = f" ({', '.join(notes)})" if notes else ""
        name = f"{self.contract.api} task {printable(task.id)}"
        end = "" if reason.endswith((".", "!", "?")) else "."
        text = f"{name} ended as {printable(task.status)!r}{details}: {reason}{end} {rule.hint}"
        return TaskFailedError(text.strip(), task=task)

    def error(self, response: Response, document: Any, now: float) -> ApiError | UnexpectedResponseError:
        """Return the error that a response means; `document` is its body, None if that is not JSON.

        Only the API's own envelope can mean a permanent error. In any other shape a gateway, a proxy or
        another server has answered, and the next response may be the API's.
        """
        if not self.contract.envelope.is_own(document) and not is_retryable(response.status):
            return self._unexpected(
                response,
                f"HTTP {response.status} is not an error of {self.contract.api}'s own: {_gateway(response)} "
                f"answered, with {_quoted(response, self.secret)}. {_gateway_hint(response)}",
            )
        envelope = self.contract.envelope
        code = envelope.read(document, "code")
        rule = self._rule(response.status, code, document)
        message, suggestion = (
            printable(redact(str(envelope.read(document, name) or ""), self.secret)).strip()
            for name in ("message", "suggestion")
        )
        error = BY_NAME[rule.error]
        kind = error if issubclass(error, ApiError) else ApiError
        return kind(
            message,
            api=self.contract.api,
            status_code=response.status,
            code=code,
            request_id=self._request_id(response, document),
            body=excerpt(response.body, self.secret),
            hint=" ".join(filter(None, [suggestion and suggestion.rstrip(".") + ".", rule.hint])),
            retry_after=read_retry_after(response.headers.get("retry-after"), now),
        )

    def _document(self, response: Response, now: float) -> Any:
        """Return the parsed body; one that is not JSON raises, by status if that is an error."""
        if 300 <= response.status < 400:
            message = (
                f"{self.contract.api} answered HTTP {response.status}, a redirect, which is not followed: "
                "the key goes to no other host. Check base_url."
            )
            raise self._unexpected(response, message)
        try:
            return load_json(response.body, self.secret)
        except UnexpectedResponseError as error:
            if response.status >= 400:
                raise self.error(response, None, now) from None
            message = f"{self.contract.api} answered HTTP {response.status}. {error.message}"
            raise self._unexpected(response, message) from None

    def _created_id(self, response: Response, document: Any) -> str | None:
        """Return the id of the task in a response of Create Task, None if it holds none."""
        created = self.contract.created
        if created is not None:
            if response.status >= 300 or self._is_error(response, document):
                return None
            value = created.read(document, response.headers)
            is_url = value is not None and value.startswith(("https://", "http://", "/"))
            return self.contract.operations["get_task"].id_in(value or "") if is_url else value
        if not isinstance(document, dict):
            return None
        lifecycle = self.contract.lifecycle
        task = lookup(document, lifecycle.task)
        if not isinstance(task, dict):  # the id of an error response itself is not that of a task
            if response.status >= 300 or self._is_error(response, document):
                return None
            task = document
        return lifecycle.read_id(task)

    def _not_created(self, response: Response, document: Any, now: float) -> GettaskError:
        """Return the error of a response of Create Task without an id."""
        error: GettaskError
        before_work = False
        try:
            document = self._document(response, now)
            if self._is_error(response, document):
                error = self.error(response, document, now)
                envelope = self.contract.envelope
                rule = self._rule(response.status, envelope.read(document, "code"), document)
                before_work = rule.before_work and envelope.is_own(document)
            else:
                missing = missing_fields(document, self.contract, ("id",))
                message = f"The response of {self.contract.api} to a new task is not usable: {missing}."
                error = self._unexpected(response, message)
        except GettaskError as unreadable:
            error = unreadable
        error.outcome_unknown = not before_work
        return error

    def _is_error(self, response: Response, document: Any) -> bool:
        envelope = self.contract.envelope
        code = envelope.read(document, "code")
        return response.status >= 400 or (code is not None and bool(envelope.ok) and code not in envelope.ok)

    def _holds_task(self, response: Response, document: Any) -> bool:
        """Say whether a response holds a task, which some APIs send with an HTTP error when it has failed."""
        if response.status in _STATUS_FIRST or missing_fields(document, self.contract, ("id", "status")):
            return False
        if response.status < 300:
            return True
        lifecycle = self.contract.lifecycle
        return lifecycle.status(lifecycle.read_status(lifecycle.find_task(document))) is not None

    def _read(self, response: Response, document: Any, requested: Handle | None = None) -> Task:
        try:
            return read_task(document, self.contract, requested=requested)
        except UnexpectedResponseError as error:
            raise self._unexpected(response, error.message) from None

    def _unexpected(self, response: Response, message: str) -> UnexpectedResponseError:
        response.distrust()
        return UnexpectedResponseError(
            message,
            status_code=response.status,
            request_id=self._request_id(response),
            body=excerpt(response.body, self.secret),
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

    def _request_id(self, response: Response, document: Any = None) -> str | None:
        envelope = self.contract.envelope
        header = response.headers.get(envelope.request_id.lower()) if envelope.request_id else None
        value = header or envelope.read(document, "request-id")
        return None if value is None else printable(redact(str(value), self.secret))


_CLOUDFLARE = "cloudflare"


def _gateway(response: Response) -> str:
    """Return who answered in place of the API, by the header Server."""
    server = response.headers.get("server", "")
    return (
        f"a gateway or another server ({printable(server, 40)})" if server else "a gateway or another server"
    )


def _gateway_hint(response: Response) -> str:
    """Return what to do about it: Cloudflare, which stands before the API, refuses networks and programs."""
    if response.status in (403, 429) and response.headers.get("server", "").lower().startswith(_CLOUDFLARE):
        ray = printable(response.headers.get("cf-ray", "unknown"), 40)
        return (
            "Cloudflare refused this network or program before the API saw the request: try another network, "
            f"or name the Ray ID {ray} to the API's support."
        )
    return "Check base_url."


def _quoted(response: Response, secret: str) -> str:
    body = excerpt(response.body, secret)
    return f"the body {printable(body, 80)!r}" if body else "an empty body"


def _default(status: int) -> type[ApiError]:
    if status >= 500:
        return ServerError
    if status < 400:
        return ApiError
    return _BY_STATUS.get(status, InvalidRequestError)
