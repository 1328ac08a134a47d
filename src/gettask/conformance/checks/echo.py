"""Echo: a task repeats its type and input as they were sent, and does not change them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from typing import Any

from ..._contract.pointer import MISSING, leaves, lookup, tokens
from ..model import Outcome, Problem, Severity, check
from ..tasks import Sighting, TaskHistory, View


@check("echo-type", "A task is of the type that was asked for.", reads="x-dispatch or x-match", scope="task")
def echo_type(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """The dispatch properties of the task equal those of the request, or of its operation's variant."""
    expected = _tags(task, view)
    for seen in task.sightings if expected else ():
        for name, values in expected.items():
            value = seen.task.get(name)
            if value is None:
                continue
            yield (
                None
                if isinstance(value, str) and value in values
                else Problem(
                    f"{name} is {value!r}, and {' or '.join(map(repr, sorted(values)))} was asked for",
                    _shown(task, seen),
                    f"{view.spec.lifecycle.task}/{name}",
                    "",
                    task.id,
                )
            )


@check(
    "echo-input",
    "A task repeats the input as it was sent.",
    reads="the task's schema",
    scope="task",
    severity=Severity.WARNING,
)
def echo_input(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """Numbers, texts and booleans that stand at the same place in request and task; defaults may be added."""
    request = task.request
    if not isinstance(request, dict):
        return
    for seen in task.sightings:
        for at, sent, answered in _echoed(request, seen.task, view):
            numbers = _number(sent), _number(answered)
            same = type(sent) is not type(answered) if None in numbers else numbers[0] == numbers[1]
            same = same or sent == answered
            yield (
                None
                if same
                else Problem(
                    f"{str(sent)[:60]!r} was sent, and the task has {str(answered)[:60]!r}",
                    _shown(task, seen),
                    f"{view.spec.lifecycle.task}{at}",
                    "",
                    task.id,
                )
            )


@check(
    "echo-present",
    "A task that repeats its input has all that was sent.",
    reads="the task's schema",
    scope="task",
    severity=Severity.WARNING,
)
def echo_present(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """The type, and parts of the input, that an earlier response repeated. A null in its place is not it."""
    known: dict[str, Sighting] = {}
    for seen in task.sightings:
        there = (
            {
                at
                for at, sent, answered in _echoed(task.request, seen.task, view)
                if answered is not None or sent is None
            }
            if isinstance(task.request, dict)
            else set()
        )
        if seen.call is not task.create:
            there |= {f"/{name}" for name in view.spec.contract.dispatch if seen.task.get(name) is not None}
        for at, earlier in known.items():
            yield (
                None
                if at in there
                else Problem(
                    "an earlier response repeated this part of the input, and this one does not",
                    (earlier.exchange, seen.exchange),
                    f"{view.spec.lifecycle.task}{at}",
                    "",
                    task.id,
                )
            )
        known.update(dict.fromkeys(there, seen))


@check("echo-stable", "Input and type of a task do not change.", reads="the task's schema", scope="task")
def echo_stable(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """All that is not status, progress, times, cost, error, output or a log, between two sightings."""
    first: dict[str, tuple[Any, Sighting]] = {}
    compared = _own(task, view)
    for seen in task.sightings:
        if seen.call is task.create or seen.status is None:
            continue
        for name, value in seen.task.items():
            if name not in compared:
                continue
            old, shown = first.setdefault(name, (value, seen))
            yield (
                None
                if old == value
                else Problem(
                    f"{name} changed between two polls",
                    (shown.exchange, seen.exchange),
                    f"{view.spec.lifecycle.task}/{name}",
                    "",
                    task.id,
                )
            )


def _own(task: TaskHistory, view: View) -> frozenset[str]:
    """Return the properties of the task that say what was asked for, where the request is not known."""
    names = set(view.spec.contract.dispatch)
    if isinstance(task.request, dict):
        return frozenset()  # `echo-type` and `echo-input` compare with the request
    return frozenset(names | {"input"} & {name for seen in task.sightings for name in seen.task})


def _tags(task: TaskHistory, view: View) -> Mapping[str, frozenset[str]]:
    """Return the values that the dispatch properties of the task may have, where they are known."""
    contract, request = view.spec.contract, task.request
    if task.create is None or not isinstance(request, dict):
        return {}
    sent = {
        name: frozenset({request[name]}) for name in contract.dispatch if isinstance(request.get(name), str)
    }
    operations = {name: contract.operations[name] for name in contract.creators}
    path = task.create.operation.path if task.create.operation is not None else ""
    variants = [
        each for each in contract.variants.values() if each.create and operations[each.create].path == path
    ]
    if len(variants) == 1 and variants[0].match:
        columns = zip(*variants[0].match, strict=True)
        return dict(zip(contract.dispatch, map(frozenset, columns), strict=True))
    return sent


def _echoed(
    request: Mapping[str, Any], task: Mapping[str, Any], view: View
) -> Iterator[tuple[str, Any, Any]]:
    """Yield place in the task, value as sent and value as answered."""
    fields = view.spec.lifecycle.fields.values()
    reserved = {step for field in fields for at in field.at for step in tokens(at)[:1]}
    for name, value in task.items():
        if name in reserved or not isinstance(value, dict):
            continue
        source = request.get(name) if isinstance(request.get(name), dict) else None
        if source is None and len(request.keys() & value.keys()) > 0 and name not in request:
            source = request
        for at, sent in leaves(source) if isinstance(source, dict) else ():
            answered = lookup(value, at)
            if answered is not MISSING and "redacted" not in str(answered):
                yield f"/{name}{at}", sent, answered


def _number(value: Any) -> float | None:
    if not isinstance(value, (int, float)) or isinstance(value, bool) or abs(value) > sys.float_info.max:
        return None
    return float(value)


def _shown(task: TaskHistory, seen: Sighting) -> tuple[Any, ...]:
    if task.create is None or task.create is seen.call:
        return (seen.exchange,)
    return task.create.exchange, seen.exchange
