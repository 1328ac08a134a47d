"""Times: in order, there when they should be, unchanged, and near the clock of the client."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from ..._contract.lifecycle import Phase
from ..._contract.pointer import MISSING, lookup
from ..model import Outcome, Severity, check
from ..tasks import Sighting, TaskHistory, View

SKEW = 600.0
"""Seconds that the clocks of client and server may be apart."""
FIELDS = ("created_at", "started_at", "ended_at")
PLACES = [f"x-task-lifecycle/fields/{name}" for name in ("created_at", "started_at", "ended_at")]
READS = " or ".join(PLACES)
FORMATS = " or ".join(f"{field}/format" for field in PLACES)


def time_of(view: View, seen: Sighting, name: str) -> datetime | None:
    """Return a time of a sighting, None for one that means none."""
    field = view.spec.field(name)
    return None if field is None else field.time(seen.task)


@check(
    "times-order", "A task is created before it starts, and starts before it ends.", reads=READS, scope="task"
)
def times_order(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """In each sighting, as far as the times are there."""
    for seen in task.sightings:
        known = [(name, time) for name in FIELDS if (time := time_of(view, seen, name)) is not None]
        for (first, earlier), (second, later) in pairwise(known):
            yield (
                None
                if earlier.timestamp() <= later.timestamp() + 1e-6
                else view.problem(
                    task,
                    second,
                    f"{second} {later.isoformat()} is before {first} {earlier.isoformat()}",
                    seen,
                )
            )


@check("times-read", "Every time is in the format of the table.", reads=FORMATS, scope="task")
def times_read(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """A value that is there, and does not stand for none, is a time."""
    for seen in task.sightings:
        for name in FIELDS:
            field = view.spec.field(name)
            value = None if field is None else field.read(seen.task)
            if field is None or value is None:
                continue
            zero = field.format == "unix-time" and value == 0
            yield (
                None
                if zero or field.time(seen.task) is not None
                else view.problem(
                    task,
                    name,
                    f"{name} is {str(value)[:40]!r}, not a time in the format {field.format or 'date-time'}",
                    seen,
                )
            )


@check(
    "times-early",
    "A task that has not started has no start, and one that has not ended no end.",
    reads=READS,
    scope="task",
)
def times_early(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """The end in the phases queued and running; the start in the queue, before the task was seen to run."""
    started = False
    for seen in task.sightings:
        started |= seen.phase == "running"
        if seen.phase not in ("queued", "running"):
            continue
        for name in ("ended_at",) if started else ("started_at", "ended_at"):
            if view.spec.field(name) is None:
                continue
            time = time_of(view, seen, name)
            yield (
                None
                if time is None
                else view.problem(
                    task, name, f"{name} is {time.isoformat()}, and the status {seen.status!r}", seen
                )
            )


@check(
    "times-at-end", "A task that has ended says when.", reads=READS, scope="task", severity=Severity.WARNING
)
def times_at_end(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """Where the response has the object or the field that would hold the time."""
    for seen in task.sightings:
        field = view.spec.field("ended_at")
        if field is None or not seen.terminal or seen.call is task.create:
            continue
        parents = [at.rpartition("/")[0] for at in field.at]
        there = any(at == "" or lookup(seen.task, at) is not MISSING for at in parents)
        if not there or time_of(view, seen, "created_at") is None:
            continue
        yield (
            None
            if time_of(view, seen, "ended_at") is not None
            else view.problem(
                task, "ended_at", f"the status is {seen.status!r}, and there is no time of the end", seen
            )
        )


@check(
    "times-at-start",
    "A task that runs says since when.",
    reads=READS,
    scope="task",
    severity=Severity.WARNING,
)
def times_at_start(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """Where a later response has the time of the start, and it was before this one."""
    known = [time_of(view, seen, "started_at") for seen in task.sightings]
    started = next((time.timestamp() for time in reversed(known) if time is not None), None)
    for seen, time in zip(task.sightings, known, strict=True):
        created, asked = time_of(view, seen, "created_at"), seen.exchange.started
        if started is None or seen.phase is not Phase.RUNNING or created is None or asked is None:
            continue
        yield (
            None
            if time is not None or started > asked
            else view.problem(
                task,
                "started_at",
                f"the status is {seen.status!r}, and there is no time of the start",
                seen,
            )
        )


@check(
    "times-created", "A task says when it was created.", reads=READS, scope="task", severity=Severity.WARNING
)
def times_created(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """Where one response about the task has the time, all polls have it."""
    field = view.spec.field("created_at")
    polls = [seen for seen in task.sightings if seen.call is not task.create and field is not None]
    missing = [seen for seen in polls if field is not None and field.read(seen.task) is None]
    for seen in polls:
        asked = task.create is not None or len(missing) < len(polls)
        if not asked or seen.status is None or view.spec.lifecycle.fields["status"].read(seen.task) is None:
            continue
        yield (
            None
            if seen not in missing
            else view.problem(task, "created_at", "there is no time of creation", seen)
        )


@check("times-stable", "A time that was stated does not change.", reads=READS, scope="task")
def times_stable(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """The creation between any two sightings; start and end once the task has ended."""
    first: dict[str, tuple[datetime, Sighting]] = {}
    for seen in task.sightings:
        for name in FIELDS:
            time = time_of(view, seen, name)
            if time is None or (name != "created_at" and not seen.terminal):
                continue
            old, shown = first.setdefault(name, (time, seen))
            if shown is seen:
                continue
            yield (
                None
                if abs((old - time).total_seconds()) < 1e-3
                else view.problem(
                    task, name, f"{name} was {old.isoformat()}, and later {time.isoformat()}", shown, seen
                )
            )


@check(
    "times-kept",
    "A task that has started keeps the time of its start.",
    reads=READS,
    scope="task",
    severity=Severity.WARNING,
)
def times_kept(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """Where an earlier response states it, later ones do, up to a return to the queue."""
    earlier: Sighting | None = None
    for seen in task.sightings:
        started = time_of(view, seen, "started_at")
        if seen.phase in {"queued", "unknown"} or view.spec.field("started_at") is None:
            earlier = None
        elif started is not None:
            earlier = earlier or seen
            yield None
        elif earlier is not None:
            yield view.problem(
                task,
                "started_at",
                "an earlier response has the time of the start, and this one does not",
                earlier,
                seen,
            )


@check(
    "times-clock",
    "The time of creation is that of the create request.",
    reads=READS,
    scope="task",
    severity=Severity.WARNING,
)
def times_clock(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """Within ten minutes, since clocks differ. No time of a task lies further in the future."""
    for seen in task.sightings:
        created, asked = time_of(view, seen, "created_at"), seen.exchange.started
        begun = None if task.create is None else task.create.exchange.started
        if created is not None and begun is not None:
            apart = abs(created.timestamp() - begun)
            yield (
                None
                if apart <= SKEW
                else view.problem(
                    task,
                    "created_at",
                    f"the time of creation is {apart:.0f} s away from the create request",
                    seen,
                )
            )
        for name in FIELDS if asked is not None else ():
            time = time_of(view, seen, name)
            if time is None or (name == "created_at" and begun is not None):
                continue
            assert asked is not None
            ahead = time.timestamp() - (seen.exchange.ended or asked)
            early = -(time.timestamp() - begun) if begun is not None else 0.0
            yield (
                None
                if max(ahead, early) <= SKEW
                else view.problem(
                    task,
                    name,
                    f"{name} is {max(ahead, early):.0f} s outside of the time that the task was seen in",
                    seen,
                )
            )
