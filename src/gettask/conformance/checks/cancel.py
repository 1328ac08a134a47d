"""Cancel: it ends the tasks that it names, those alone, and for good."""

from __future__ import annotations

from collections.abc import Iterator

from ..._contract.lifecycle import Phase
from ..model import Outcome, Problem, Severity, check
from ..tasks import Call, Sighting, TaskHistory, View
from ..trace import Exchange


@check(
    "cancel-ends",
    "A task whose cancel was accepted ends without success.",
    reads="the cancel operation",
    scope="task",
)
def cancel_ends(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """The next poll shows it in a terminal status other than success, if it had not ended before."""
    for call in task.cancels:
        after = _after(task, call.exchange)
        if not call.succeeded or after is None or _ended_before(task, call.exchange, view):
            continue
        yield _stopped(task, call, after, view, "the cancel was accepted")


@check(
    "cancel-accepted",
    "A task that waits can be cancelled by its key.",
    reads="the cancel operation",
    scope="task",
    severity=Severity.WARNING,
)
def cancel_accepted(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """Judged where a later poll shows that the task was still in the queue."""
    for call in task.cancels:
        after = _after(task, call.exchange)
        if after is None or call.exchange.status in (0, 429):
            continue
        if not call.succeeded and after.phase is not Phase.QUEUED:
            continue  # it may have left the queue when the cancel arrived
        if _ended_before(task, call.exchange, view) or call.exchange.purpose:
            continue
        yield (
            None
            if call.succeeded
            else Problem(
                f"the cancel of a task that waits answered {call.exchange.status}",
                (call.exchange, after.exchange),
                "",
                _at(view),
                task.id,
            )
        )


@check(
    "cancel-late",
    "A task that has ended cannot be cancelled.",
    reads="the cancel operation",
    scope="task",
    severity=Severity.WARNING,
)
def cancel_late(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """Its cancel is refused, unless one was accepted before, or a cancel removes tasks."""
    stopped = False
    for call in task.cancels:
        last = _before(task, call.exchange)
        if last is not None and last.terminal and not stopped and not view.spec.cancel_removes:
            yield (
                None
                if not call.succeeded
                else Problem(
                    "the task had ended, and its cancel was accepted",
                    (call.exchange,),
                    "",
                    _at(view),
                    task.id,
                )
            )
        stopped |= call.succeeded


@check(
    "cancel-foreign",
    "A key cannot cancel the task of another key.",
    reads="the cancel operation, security",
    scope="task",
)
def cancel_foreign(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """The attempt is refused, and the task goes on."""
    for call in task.foreign:
        if call.operation is not view.spec.cancel or call.exchange.purpose in ("no-key", "wrong-key"):
            continue
        after = _after(task, call.exchange)
        if after is None or task.cancels:
            continue
        stopped = _ended_by(call.exchange, after, view)
        yield (
            None
            if not stopped and not call.succeeded
            else Problem(
                "another key cancelled the task"
                if stopped
                else "another key got the response that it cancelled the task",
                (call.exchange, after.exchange),
                "",
                _at(view),
                task.id,
            )
        )


@check(
    "cancel-scope",
    "A cancel ends no other task.",
    reads="the cancel operation",
    scope="trace",
)
def cancel_scope(view: View) -> Iterator[Outcome]:
    """A task that waited when another one was cancelled has not ended at that moment."""
    calls = [(task, call) for task in view.tasks.values() for call in task.cancels if call.succeeded]
    for task in view.tasks.values() if len(calls) <= MOST else ():
        for other, call in calls:
            if not task.around(call.exchange):
                continue
            last, after = _before(task, call.exchange), _after(task, call.exchange)
            own = any(not call.exchange.before(each.exchange) for each in task.cancels)
            if other is task or own or last is None or last.terminal or after is None:
                continue
            yield _spared(task, call, after, view, "only another task was cancelled")


@check(
    "bulk-cancel-ends",
    "A bulk cancel ends the tasks of its key that were created before and wait.",
    reads="x-bulk-cancel",
    scope="trace",
)
def bulk_cancel_ends(view: View) -> Iterator[Outcome]:
    """The next poll of such a task shows it in a terminal status other than success."""
    for call, task, last, after in _bulk(view):
        if last.phase != "queued" or not _selects(call, last, view) or task.key != call.exchange.key:
            continue
        if not _ended_before(task, call.exchange, view):
            yield _stopped(task, call, after, view, "the bulk cancel selects the task")


@check(
    "bulk-cancel-scope",
    "A bulk cancel spares the tasks that it does not select, and those of other keys.",
    reads="x-bulk-cancel",
    scope="trace",
)
def bulk_cancel_scope(view: View) -> Iterator[Outcome]:
    """Such a task has not ended at the moment of the bulk cancel."""
    for call, task, last, after in _bulk(view):
        if task.key != call.exchange.key or not _selects(call, last, view):
            yield _spared(task, call, after, view, "the bulk cancel does not select the task")


MOST = 200
"""Cancels in a trace up to which every task is compared with every cancel."""
NEAR = 1.0
"""Seconds after a cancel within which a task may still succeed: it had ended when the cancel arrived."""


def _bulk(view: View) -> Iterator[tuple[Call, TaskHistory, Sighting, Sighting]]:
    """Yield each bulk cancel with each unfinished task, its last sighting before and its first after."""
    for call in view.of_operation(view.spec.bulk_cancel)[:MOST]:
        for task in view.tasks.values() if call.succeeded else ():
            if not task.around(call.exchange):
                continue
            last, after = _before(task, call.exchange), _after(task, call.exchange)
            if last is not None and not last.terminal and after is not None and not task.cancels:
                yield call, task, last, after


def _stopped(task: TaskHistory, call: Call, after: Sighting, view: View, why: str) -> Outcome:
    if after.terminal and not after.phase.succeeded:
        return None
    at = call.operation.at if call.operation is not None else ""
    place = view.spec.place(after.task, "status")
    return Problem(
        f"{why}, and later its status was {after.status!r}",
        (call.exchange, after.exchange),
        place,
        at,
        task.id,
    )


def _spared(task: TaskHistory, call: Call, after: Sighting, view: View, why: str) -> Outcome:
    if not _ended_by(call.exchange, after, view):
        return None
    at = call.operation.at if call.operation is not None else ""
    place = view.spec.place(after.task, "status")
    return Problem(
        f"{why}, and later its status was {after.status!r}",
        (call.exchange, after.exchange),
        place,
        at,
        task.id,
    )


def _ended_by(exchange: Exchange, after: Sighting, view: View) -> bool:
    """Return whether a task ended without success at the moment of an exchange.

    An API that states no time of the end leaves it open: the task may have failed just then.
    """
    if not after.terminal or after.phase.succeeded or view.spec.field("ended_at") is None:
        return False
    ended = _end_time(after, view)
    if ended is None or exchange.started is None:
        return True
    answered = exchange.started + 0.01 if exchange.ended is None else exchange.ended
    return exchange.started - 1e-3 <= ended <= max(exchange.started, answered - 1e-3)


def _end_time(seen: Sighting, view: View) -> float | None:
    field = view.spec.field("ended_at")
    time = None if field is None else field.time(seen.task)
    return None if time is None else time.timestamp()


def _at(view: View) -> str:
    return view.spec.cancel.at if view.spec.cancel is not None else ""


def _before(task: TaskHistory, exchange: Exchange) -> Sighting | None:
    """Return the last sighting before an exchange."""
    return next((each for each in reversed(task.sightings) if each.exchange.before(exchange)), None)


def _after(task: TaskHistory, exchange: Exchange) -> Sighting | None:
    """Return the first sighting after an exchange."""
    return next((each for each in task.sightings if exchange.before(each.exchange)), None)


def _ended_before(task: TaskHistory, exchange: Exchange, view: View) -> bool:
    """Return whether the task had ended before, as a sighting shows or the time of its end says."""
    last, after = _before(task, exchange), _after(task, exchange)
    if last is not None and last.terminal:
        return True
    ended = None if after is None or not after.terminal else _end_time(after, view)
    if ended is None or after is None or exchange.started is None:
        return False
    return ended < exchange.started + (NEAR if after.phase.succeeded else -1e-3)


def _selects(call: Call, last: Sighting, view: View) -> bool:
    """Return whether a bulk cancel selects a task by its parameters."""
    rule = view.spec.bulk_cancel.data["x-bulk-cancel"] if view.spec.bulk_cancel is not None else {}
    created = (
        view.spec.lifecycle.fields["created_at"].time(last.task)
        if "created_at" in view.spec.lifecycle.fields
        else None
    )
    before = call.exchange.query.get(rule.get("before", ""), "")
    if created is not None and before.isdecimal() and created.timestamp() >= int(before):
        return False
    for name, anything in rule.get("where", {}).items():
        wanted = call.exchange.query.get(name, anything)
        if wanted not in (anything, last.task.get(name)):
            return False
    return True
