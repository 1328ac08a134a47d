"""Progress, place in the queue and remaining time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..._contract.lifecycle import Field
from ..._contract.pointer import MISSING, lookup
from ..model import Outcome, Severity, check
from ..tasks import Sighting, TaskHistory, View

FIELDS = "x-task-lifecycle/fields"
DAY = 86_400.0


def number(view: View, seen: Sighting, name: str) -> float | None:
    """Return a numeric field of a sighting in a status in which it means something, None if there is none."""
    field = view.spec.field(name)
    if field is None or seen.status is None:
        return None
    if field.when is not None and not view.spec.lifecycle.matches(seen.status, field.when):
        return None
    return field.number(seen.task)


def raw(field: Field, task: Mapping[str, Any]) -> Any:
    """Return the value of a field as it stands there, a value that means none too; MISSING for no value."""
    return next((value for at in field.at if (value := lookup(task, at)) is not MISSING), MISSING)


@check(
    "progress-range",
    "Progress is between 0 and the scale of the table.",
    reads=f"{FIELDS}/progress",
    scope="task",
)
def progress_range(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """In every status: where progress means nothing, it is still no number outside of its scale."""
    field = view.spec.field("progress")
    for seen in task.sightings if field is not None else ():
        value = None if field is None else field.number(seen.task)
        if field is None or value is None:
            continue
        yield (
            None
            if 0 <= value <= field.scale
            else view.problem(
                task, "progress", f"progress is {value:g}, outside of 0 to {field.scale:g}", seen
            )
        )


@check(
    "progress-falls",
    "Progress never falls while the status stays the same.",
    reads=f"{FIELDS}/progress",
    scope="task",
    severity=Severity.WARNING,
)
def progress_falls(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """A task that returns to the queue may begin anew."""
    for old, new in task.pairs():
        before, after = number(view, old, "progress"), number(view, new, "progress")
        if before is None or after is None or (old.phase != new.phase and new.phase == "queued"):
            continue
        yield (
            None
            if after >= before or new.terminal
            else view.problem(task, "progress", f"progress fell from {before:g} to {after:g}", old, new)
        )


@check(
    "progress-at-end",
    "Progress is complete when the task has succeeded.",
    reads=f"{FIELDS}/progress",
    scope="task",
)
def progress_at_end(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """In polls, where the table says that progress means something in the status of success."""
    field = view.spec.field("progress")
    for seen in task.sightings if field is not None else ():
        value = number(view, seen, "progress")
        if field is None or value is None or not seen.phase.succeeded or seen.call is task.create:
            continue
        if not 0 <= value <= field.scale:
            continue  # `progress-range` reports it
        yield (
            None
            if value == field.scale
            else view.problem(
                task,
                "progress",
                f"the task has succeeded at a progress of {value:g} of {field.scale:g}",
                seen,
            )
        )


@check(
    "progress-queued",
    "A task that was never seen to run has made no complete progress.",
    reads=f"{FIELDS}/progress",
    scope="task",
    severity=Severity.WARNING,
)
def progress_queued(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """While a task is in the queue, its progress is below the scale."""
    field = view.spec.field("progress")
    for seen in task.sightings if field is not None else ():
        value = number(view, seen, "progress")
        if field is None or value is None or seen.phase != "queued" or not 0 <= value <= field.scale:
            continue
        yield (
            None
            if value < field.scale
            else view.problem(
                task, "progress", f"progress is {value:g} of {field.scale:g} in the queue", seen
            )
        )


@check(
    "queue-falls",
    "The place in the queue never grows.",
    reads=f"{FIELDS}/queue_position",
    scope="task",
    severity=Severity.WARNING,
)
def queue_falls(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """Between two sightings in the queue."""
    for old, new in task.pairs():
        before, after = number(view, old, "queue_position"), number(view, new, "queue_position")
        if before is None or after is None or old.phase != "queued" or new.phase != "queued":
            continue
        yield (
            None
            if after <= before
            else view.problem(
                task, "queue_position", f"the place in the queue grew from {before:g} to {after:g}", old, new
            )
        )


@check(
    "queue-phase",
    "Only a task in the queue has a place in it.",
    reads=f"{FIELDS}/queue_position",
    scope="task",
)
def queue_phase(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """In other phases the field is missing, or has a value that stands for none."""
    for seen in task.sightings:
        field = view.spec.field("queue_position")
        if field is None or seen.phase in ("queued", "unknown") or raw(field, seen.task) is MISSING:
            continue
        value = field.number(seen.task)
        yield (
            None
            if not value or value < 0
            else view.problem(
                task,
                "queue_position",
                f"the place in the queue is {value:g}, and the status {seen.status!r}",
                seen,
            )
        )


@check(
    "queue-range",
    "A place in the queue and a remaining time are not negative.",
    reads=f"{FIELDS}/queue_position or {FIELDS}/remaining",
    scope="task",
)
def queue_range(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """Except for the values that the table says stand for none."""
    for seen in task.sightings:
        for name in ("queue_position", "remaining"):
            value = number(view, seen, name)
            if value is None:
                continue
            yield (
                None
                if value >= 0
                else view.problem(task, name, f"{name.replace('_', ' ')} is {value:g}", seen)
            )


@check(
    "remaining-at-end", "A task that has ended has no time left.", reads=f"{FIELDS}/remaining", scope="task"
)
def remaining_at_end(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """In a terminal status the field is missing, zero, or has a value that stands for none."""
    for seen in task.sightings:
        field = view.spec.field("remaining")
        if field is None or not seen.terminal or raw(field, seen.task) is MISSING:
            continue
        value = field.number(seen.task)
        yield (
            None
            if not value or value < 0
            else view.problem(
                task, "remaining", f"the remaining time is {value:g}, and the status {seen.status!r}", seen
            )
        )


@check(
    "remaining-soon",
    "A remaining time is shorter than a day.",
    reads=f"{FIELDS}/remaining",
    scope="task",
    severity=Severity.WARNING,
)
def remaining_soon(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """In seconds, as the table states: a longer one is in another unit, or no estimate."""
    for seen in task.sightings:
        value = number(view, seen, "remaining")
        if value is None or value < 0 or seen.terminal:
            continue  # `queue-range` and `remaining-at-end` report it
        yield (
            None
            if value < max(DAY, view.spec.lifecycle.deadline)
            else view.problem(task, "remaining", f"the remaining time is {value:g} s", seen)
        )
