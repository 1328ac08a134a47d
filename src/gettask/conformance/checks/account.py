"""Account and lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..._contract.account import payload
from ..._contract.lifecycle import Field
from ..._contract.pointer import MISSING, escape, leaves, lookup
from ..model import Outcome, Problem, Severity, check
from ..tasks import Call, View
from .output import frozen

DETAILS = ("created_at", "started_at", "ended_at", "cost", "output")
"""Fields of the state table that an entry of a list may have."""
MISTAKES = frozenset({"invalid", "malformed", "media-type"})
"""Purposes of requests that no task should come of."""


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
        task_id = view.spec.id_of(task)
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
    "list-details",
    "A list has of a task that has ended what its polls have.",
    reads="x-task-lifecycle",
    scope="trace",
    severity=Severity.WARNING,
)
def list_details(view: View) -> Iterator[Outcome]:
    """Times, cost, error and results, as far as the entry has them."""
    for call, at, task in _each(view):
        history = view.tasks.get(view.spec.id_of(task) or "")
        end = None if history is None else history.end
        if history is None or end is None or not end.exchange.before(call.exchange):
            continue
        if view.spec.lifecycle.read_status(task) != end.status:
            continue  # `list-agrees` reports it
        for name in (*DETAILS, "error.code", "error.message"):
            field = view.spec.field(name)
            known, listed = (None, None) if field is None else (field.read(end.task), field.read(task))
            there = [] if field is None else [each for each in field.at if lookup(task, each) is not MISSING]
            if known is None or not there:
                continue
            same = frozen(known) == frozen(listed)
            yield (
                None
                if same
                else Problem(
                    f"the list has {name} {str(listed)[:60]!r}, and the poll {str(known)[:60]!r}",
                    (end.exchange, call.exchange),
                    f"{at}{there[0]}",
                    view.spec.field_at(name),
                    history.id,
                )
            )


@check(
    "batch-answers",
    "Every id of a batch is answered once: as a task under its id, or as missed.",
    reads="x-task-batch",
    scope="exchange",
)
def batch_answers(call: Call, view: View) -> Iterator[Outcome]:
    """Each id that was asked for, and no other."""
    rule = None if call.operation is None else call.operation.data.get("x-task-batch")
    if rule is None or call.operation is None or not call.succeeded or not isinstance(call.body, dict):
        return
    request = call.exchange.request_json
    asked = Field.of(rule["ids"]).read(request) if isinstance(request, dict) else None
    tasks, missed = (Field.of(rule[name]).read(call.body) for name in ("tasks", "missed"))
    if not isinstance(asked, list) or not isinstance(tasks, dict):
        return
    absent = [each for each in missed if isinstance(each, str)] if isinstance(missed, list) else []
    for task_id in (each for each in asked if isinstance(each, str)):
        answers = (task_id in tasks) + absent.count(task_id)
        yield (
            None
            if answers == 1
            else Problem(
                f"the id {task_id} was asked for, and is answered {'twice' if answers else 'nowhere'}",
                (call.exchange,),
                rule["tasks"]["at"][0],
                f"{call.operation.at}/x-task-batch",
            )
        )
        found = tasks.get(task_id)
        other = view.spec.id_of(found) if isinstance(found, dict) else None
        if other is not None:
            yield (
                None
                if other == task_id
                else Problem(
                    f"under the id {task_id} is the task {other}",
                    (call.exchange,),
                    f"{rule['tasks']['at'][0]}/{escape(task_id)}",
                    f"{call.operation.at}/x-task-batch",
                    task_id,
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
        task_id = view.spec.id_of(task)
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
        history = view.tasks.get(view.spec.id_of(task) or "")
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
    for call, tasks in view.listed():
        asked = _texts(call.exchange.request_json)
        there = {view.spec.id_of(task) for _, task in tasks}
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
    "balance-agrees",
    "The balance falls by what the tasks of its key cost.",
    reads="x-balance, x-task-lifecycle/fields/cost",
    scope="trace",
    severity=Severity.WARNING,
)
def balance_agrees(view: View) -> Iterator[Outcome]:
    """Between two reads in a run of the driver, where the end of every task between them was seen."""
    cost = view.spec.field("cost")
    last: dict[str | None, tuple[Call, float]] = {}
    for call in view.calls if view.trace.patience is not None and cost is not None else ():
        left = _balance(call)
        if left is None or call.operation is None:
            continue
        key = call.exchange.key
        earlier, last[key] = last.get(key), (call, left)
        spent = None if earlier is None or cost is None else _spent(view, earlier[0], call, cost)
        if earlier is None or spent is None or left == 0:
            continue
        fell = earlier[1] - left
        yield (
            None
            if abs(fell - spent) <= 1e-6 * max(1.0, abs(left))
            else Problem(
                f"the balance fell by {fell:g}, and the tasks between cost {spent:g}",
                (earlier[0].exchange, call.exchange),
                call.operation.data["x-balance"]["left"]["at"][0],
                f"{call.operation.at}/x-balance",
            )
        )


def _balance(call: Call) -> float | None:
    rule = None if call.operation is None else call.operation.data.get("x-balance")
    found = Field.of(rule["left"]) if rule is not None and call.succeeded else None
    return None if found is None or not isinstance(call.body, dict) else found.number(call.body)


def _spent(view: View, first: Call, second: Call, cost: Field) -> float | None:
    """Return what the tasks of a key cost between two reads, None where an end or a cost is not known."""
    key, total = first.exchange.key, 0.0
    lost = [
        call
        for call in view.calls
        if call.operation is not None and call.operation.name in view.spec.creates and not call.refused
        if call.exchange.key == key and (not call.succeeded or call.exchange.purpose in MISTAKES)
    ]
    if lost:
        return None
    for task in view.tasks.values():
        if task.create is None or task.key != key or not task.create.exchange.before(second.exchange):
            continue
        end = task.end
        if end is not None and end.exchange.before(first.exchange):
            continue
        price = None if end is None else cost.number(end.task)
        if end is None or price is None or not end.exchange.before(second.exchange):
            return None
        if task.create.exchange.before(first.exchange):
            return None  # when it was charged is not known
        total += price
    return total


def _each(view: View) -> Iterator[tuple[Call, str, Mapping[str, Any]]]:
    """Yield call, pointer and task of each task in a list."""
    for call, tasks in view.listed():
        for at, task in tasks:
            yield call, at, task


def _texts(value: Any) -> frozenset[str]:
    """Return the texts in the lists of a request."""
    lists = [each for each in value.values() if isinstance(each, list)] if isinstance(value, dict) else []
    return frozenset(text for each in lists for text in each if isinstance(text, str))
