"""Errors: in failed tasks alone, with listed codes, in an envelope that agrees with HTTP."""

from __future__ import annotations

from collections.abc import Iterator

from ..._contract.lifecycle import Phase
from ..model import Outcome, Problem, Severity, check
from ..tasks import Call, TaskHistory, View

ERROR = "x-task-lifecycle/fields/error"


@check("error-unfounded", "A task that has not failed has no error.", reads=ERROR, scope="task")
def error_unfounded(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """Neither code nor message in the phases queued, running and succeeded."""
    fields = view.spec.lifecycle.error
    for seen in task.sightings:
        if seen.phase not in ("queued", "running", "succeeded"):
            continue
        for name in ("code", "message"):
            value = fields[name].read(seen.task) if name in fields else None
            yield (
                None
                if value is None
                else view.problem(
                    task,
                    f"error.{name}",
                    f"the error {name} is {str(value)[:60]!r}, and the status {seen.status!r}",
                    seen,
                )
            )


@check("error-present", "A task that failed says why.", reads=ERROR, scope="task")
def error_present(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """A code, a message or another reason in the phases failed and rejected."""
    fields, table = view.spec.lifecycle.error, view.spec.lifecycle
    for seen in task.sightings:
        if seen.phase not in (Phase.FAILED, Phase.REJECTED) or not fields:
            continue
        if task.cancels or seen.call is task.create:
            continue
        found = any(field.read(seen.task) is not None for field in fields.values())
        found = found or any(table.reasons(seen.task))
        yield (
            None
            if found
            else view.problem(
                task,
                "error.message",
                f"the status is {seen.status!r}, and there is neither code nor message nor another reason",
                seen,
            )
        )


@check(
    "error-listed",
    "The error code of a task is in the table of errors.",
    reads="x-errors",
    scope="task",
    severity=Severity.WARNING,
)
def error_listed(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """Where the table lists codes of tasks."""
    rules = view.spec.contract.errors
    listed = [rule.code for rule in rules if rule.code is not None]  # a code may be anything, lists too
    codes = [rule.code for rule in rules if rule.place == "task"]
    if not codes or None in codes:
        return
    field = view.spec.lifecycle.error.get("code")
    for seen in task.sightings:
        value = None if field is None or not seen.terminal else field.read(seen.task)
        if value is None:
            continue
        yield (
            None
            if value in listed or _generic(value)
            else Problem(
                f"the error code {value} is not listed",
                (seen.exchange,),
                view.spec.place(seen.task, "error.code"),
                "/x-errors",
                task.id,
            )
        )


@check("error-stable", "The error of a task that has ended stays the same.", reads=ERROR, scope="task")
def error_stable(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """Code and message."""
    for end, seen in task.after_end():
        if end.phase.succeeded or end.call is task.create:
            continue
        for name, field in view.spec.lifecycle.error.items():
            old, new = field.read(end.task), field.read(seen.task)
            yield (
                None
                if old == new
                else view.problem(
                    task,
                    f"error.{name}",
                    f"the error {name} was {str(old)[:60]!r}, and later {str(new)[:60]!r}",
                    end,
                    seen,
                )
            )


@check(
    "code-agrees",
    "HTTP status and body code both mean success, or both an error.",
    reads="x-reply/code",
    scope="exchange",
)
def code_agrees(call: Call, view: View) -> Iterator[Outcome]:
    """Where the response has a code."""
    exchange = call.exchange
    if exchange.webhook or call.code is None:
        return
    http_ok, code_ok = exchange.status < 400, call.code in view.spec.contract.envelope.ok
    place = view.spec.contract.envelope.fields["code"].at[0]
    yield (
        None
        if http_ok == code_ok
        else Problem(
            f"the HTTP status is {exchange.status}, and the code {call.code}",
            (exchange,),
            place,
            "/x-reply/code",
        )
    )


@check(
    "code-status",
    "An error code comes with the HTTP status that the table lists for it.",
    reads="x-errors",
    scope="exchange",
)
def code_status(call: Call, view: View) -> Iterator[Outcome]:
    """Where the table lists the code with one or more statuses."""
    exchange = call.exchange
    if call.code is None or exchange.status < 400 or call.code in view.spec.contract.envelope.ok:
        return
    rules = [each for each in view.spec.contract.errors if each.place == "http" and each.code == call.code]
    statuses = {rule.status for rule in rules}
    if not rules or None in statuses:
        return
    at = next(
        (
            f"/x-errors/{number}"
            for number, each in enumerate(view.spec.document.get("x-errors", ()))
            if each.get("code") == call.code
        ),
        "/x-errors",
    )
    yield (
        None
        if exchange.status in statuses
        else Problem(
            f"the code {call.code} came with HTTP status {exchange.status}; the table has "
            f"{', '.join(map(str, sorted(filter(None, statuses))))}",
            (exchange,),
            view.spec.contract.envelope.fields["code"].at[0],
            at,
        )
    )


@check(
    "code-listed",
    "The code of an error response is in the table of errors, or repeats the HTTP status.",
    reads="x-errors",
    scope="exchange",
    severity=Severity.WARNING,
)
def code_listed(call: Call, view: View) -> Iterator[Outcome]:
    """Where the table lists codes of responses."""
    rules = [each for each in view.spec.contract.errors if each.code is not None]
    if call.code is None or call.exchange.status < 400 or call.code in view.spec.contract.envelope.ok:
        return
    listed = {rule.code for rule in rules} | {call.exchange.status}
    yield (
        None
        if call.code in listed
        else Problem(
            f"the code {call.code} is neither listed nor the HTTP status {call.exchange.status}",
            (call.exchange,),
            view.spec.contract.envelope.fields["code"].at[0],
            "/x-errors",
        )
    )


@check("error-message", "An error response says what is wrong.", reads="x-reply/message", scope="exchange")
def error_message(call: Call, view: View) -> Iterator[Outcome]:
    """The message of the envelope is there, and not empty."""
    envelope = view.spec.contract.envelope
    if call.exchange.status < 400 or not isinstance(call.body, dict) or "message" not in envelope.fields:
        return
    message = envelope.read(call.body, "message")
    yield (
        None
        if isinstance(message, str) and message.strip()
        else Problem(
            "the error response has no message",
            (call.exchange,),
            envelope.fields["message"].at[0],
            "/x-reply/message",
        )
    )


def _generic(code: object) -> bool:
    """Return whether a code is one that an HTTP status would be: vendors repeat it in tasks."""
    return isinstance(code, int) and 400 <= code < 600
