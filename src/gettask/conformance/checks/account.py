"""Account, lists and uploads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..._contract.account import payload
from ..._contract.lifecycle import Field
from ..._contract.pointer import leaves
from ..model import Outcome, Problem, Severity, check
from ..tasks import Call, View


@check(
    "account-sign",
    "Balances and counts of an account are not negative.",
    reads="operations tagged account",
    scope="exchange",
    severity=Severity.WARNING,
)
def account_sign(call: Call, view: View) -> Iterator[Outcome]:
    """Every number in the response of an account resource, except entries of a history."""
    if call.operation is None or "account" not in call.operation.data.get("tags", ()) or not call.succeeded:
        return
    body = payload(view.spec.contract, call.body)
    inside = view.spec.lifecycle.task if body is not call.body else ""
    for at, value in leaves(body) if isinstance(body, dict) else ():
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            continue
        yield (
            None
            if value >= 0
            else Problem(
                f"the account states {value:g}", (call.exchange,), f"{inside}{at}", call.operation.at
            )
        )


@check("list-agrees", "A list shows a task as its polls do.", reads="x-task-lifecycle", scope="trace")
def list_agrees(view: View) -> Iterator[Outcome]:
    """A task that ended before the list was asked for has the same status in it; its type never differs."""
    for call, at, task in _each(view):
        task_id = view.id_of(task)
        history = view.tasks.get(task_id or "")
        if history is None or not history.sightings:
            continue
        status = view.spec.lifecycle.read_status(task)
        end = history.end
        if end is not None and status is not None and end.exchange.before(call.exchange):
            yield (
                None
                if view.spec.normal(status) == view.spec.normal(end.status or "")
                else Problem(
                    f"the list says {status!r}, and the task had ended as {end.status!r}",
                    (end.exchange, call.exchange),
                    f"{at}{view.spec.lifecycle.fields['status'].at[0]}",
                    view.spec.table_at,
                    history.id,
                )
            )
        for name in view.spec.contract.dispatch:
            known = next((seen.task.get(name) for seen in history.sightings if seen.task.get(name)), None)
            if known is None or task.get(name) is None:
                continue
            yield (
                None
                if known == task[name]
                else Problem(
                    f"the list says that {name} is {task[name]!r}, and the task has {known!r}",
                    (history.sightings[-1].exchange, call.exchange),
                    f"{at}/{name}",
                    view.spec.table_at,
                    history.id,
                )
            )


@check(
    "list-scope",
    "A list that was asked for certain ids answers about no others.",
    reads="operations that list tasks",
    scope="trace",
)
def list_scope(view: View) -> Iterator[Outcome]:
    """Every id in the response is one of the texts in the request."""
    for call, at, task in _each(view):
        asked = _texts(call.exchange.request_json)
        task_id = view.id_of(task)
        if not asked or task_id is None:
            continue
        yield (
            None
            if task_id in asked
            else Problem(
                f"the list has the task {task_id}, and was not asked for it",
                (call.exchange,),
                at,
                call.operation.at if call.operation is not None else "",
                task_id,
            )
        )


@check(
    "list-owner",
    "A list has no tasks of another key.",
    reads="security",
    scope="trace",
    severity=Severity.WARNING,
)
def list_owner(view: View) -> Iterator[Outcome]:
    """For tasks whose key the trace knows."""
    for call, at, task in _each(view):
        history = view.tasks.get(view.id_of(task) or "")
        if history is None or history.create is None:
            continue
        yield (
            None
            if history.key == call.exchange.key
            else Problem(
                "the list shows the task of another key",
                (call.exchange,),
                at,
                call.operation.at if call.operation is not None else "",
                history.id,
            )
        )


@check(
    "list-complete",
    "A list that was asked for a task of its key has it.",
    reads="operations that list tasks",
    scope="trace",
    severity=Severity.WARNING,
)
def list_complete(view: View) -> Iterator[Outcome]:
    """For tasks that a poll of the same key had seen before."""
    for call, tasks in view.listed:
        asked = _texts(call.exchange.request_json)
        there = {view.id_of(task) for _, task in tasks}
        for task_id in asked:
            history = view.tasks.get(task_id)
            visible = history is not None and any(
                seen.exchange.before(call.exchange) for seen in history.sightings
            )
            if history is None or not visible or history.key != call.exchange.key:
                continue
            yield (
                None
                if task_id in there
                else Problem(
                    "the list was asked for the task, which exists, and does not have it",
                    (call.exchange,),
                    "",
                    call.operation.at if call.operation is not None else "",
                    task_id,
                )
            )


@check(
    "upload-token",
    "An upload that succeeds answers what names the file.",
    reads="x-upload/token",
    scope="exchange",
)
def upload_token(call: Call, view: View) -> Iterator[Outcome]:
    """A text that is not empty, at the place that the specification names."""
    rule = None if call.operation is None else call.operation.data.get("x-upload")
    if rule is None or not call.succeeded or call.operation is None:
        return
    field = Field.of(rule["token"])
    value = field.read(call.body) if isinstance(call.body, dict) else None
    yield (
        None
        if isinstance(value, str) and value.strip()
        else Problem(
            "the upload succeeded, and nothing names the file",
            (call.exchange,),
            field.at[0],
            call.operation.at,
        )
    )


def _each(view: View) -> Iterator[tuple[Call, str, Mapping[str, Any]]]:
    """Yield call, pointer and task of each task in a list."""
    for call, tasks in view.listed:
        for at, task in tasks:
            yield call, at, task


def _texts(value: Any) -> frozenset[str]:
    """Return the texts in the lists of a request."""
    lists = [each for each in value.values() if isinstance(each, list)] if isinstance(value, dict) else []
    return frozenset(text for each in lists for text in each if isinstance(text, str))
