"""Status: listed, in order, final where the table says so, and reached at all."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Outcome, Problem, Severity, check
from ..tasks import TaskHistory, View

TABLE = "x-task-lifecycle/statuses"


@check("status-present", "A task always has a status.", reads=TABLE, scope="task")
def status_present(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """Each sighting that shows more than an id has a status, or the keys that imply one."""
    for seen in task.sightings:
        created = seen.call.operation is not None and seen.call.operation.name in view.spec.creates
        if seen.status is None and (created or not seen.exchange.method):
            continue  # an API may answer a create with the id alone
        at = view.spec.place(seen.task, "status")
        yield (
            None
            if seen.status is not None
            else Problem(
                "the task has no status", (seen.exchange,), at, view.spec.field_at("status"), task.id
            )
        )


@check("status-listed", "Every status is in the state table.", reads=TABLE, scope="task")
def status_listed(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """A status that the table does not list is reported once for each task."""
    reported = set()
    for seen in [*task.sightings, *task.deliveries]:
        if seen.status is None:
            continue
        listed = view.spec.lifecycle.status(seen.status) is not None
        if not listed and seen.status in reported:
            continue
        reported.add(seen.status)
        at = view.spec.place(seen.task, "status")
        known = ", ".join(view.spec.lifecycle.statuses)
        yield (
            None
            if listed
            else Problem(
                f"the status is {seen.status!r}; the table lists {known}",
                (seen.exchange,),
                at,
                f"{view.spec.table_at}/statuses",
                task.id,
            )
        )


@check(
    "status-order",
    "A status is followed by one that the table lets follow.",
    reads="x-task-lifecycle/statuses/*/next",
    scope="task",
)
def status_order(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """Statuses that no poll saw may lie between two that were seen."""
    spec = view.spec
    for old, new in task.pairs():
        if old.terminal or old.status is None or new.status is None:
            continue
        before, after = spec.normal(old.status), spec.normal(new.status)
        if before == after or before not in spec.reachable or after not in spec.reachable:
            continue
        yield (
            None
            if after in spec.reachable[before]
            else Problem(
                f"{old.status!r} was followed by {new.status!r}, which the table does not let follow",
                (old.exchange, new.exchange),
                spec.place(new.task, "status"),
                f"{spec.table_at}/transitions",
                task.id,
            )
        )


@check(
    "terminal-stays",
    "A terminal status never changes.",
    reads="x-task-lifecycle/statuses/*/terminal",
    scope="task",
)
def terminal_stays(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """After the first sighting in a terminal status, every later one has the same status."""
    end = task.end
    for seen in task.sightings if end is not None else ():
        assert end is not None
        if seen is end or not end.exchange.before(seen.exchange) or seen.status is None:
            continue
        same = view.spec.normal(seen.status) == view.spec.normal(end.status or "")
        yield (
            None
            if same
            else Problem(
                f"the task was {end.status!r}, which is terminal, and later {seen.status!r}",
                (end.exchange, seen.exchange),
                view.spec.place(seen.task, "status"),
                f"{view.spec.table_at}/statuses/{end.status}",
                task.id,
            )
        )


@check(
    "task-ends",
    "A task reaches a terminal status.",
    reads="x-task-lifecycle/deadline",
    scope="task",
    severity=Severity.WARNING,
)
def task_ends(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """A task that was polled for as long as a wait lasts has ended by then."""
    if task.end is not None:
        yield None
        return
    polls = [each.exchange for each in task.polls if each.exchange.started is not None]
    if not task.sightings or not polls:
        return
    first = task.create.exchange if task.create is not None else polls[0]
    waited = (polls[-1].started or 0.0) - (first.started or polls[0].started or 0.0)
    limit = min(view.spec.lifecycle.deadline, view.trace.patience or float("inf"))
    if waited >= limit:
        last = task.sightings[-1]
        yield Problem(
            f"after {waited:.0f} s the task was still {last.status!r}",
            (last.exchange,),
            view.spec.place(last.task, "status"),
            f"{view.spec.table_at}/deadline",
            task.id,
        )
