"""Webhooks about one task: true, in order, repeated as documented, and none after the end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..._contract.lifecycle import Field
from ..._contract.pointer import lookup
from ..model import Outcome, Problem, Severity, check
from ..tasks import Sighting, TaskHistory, View
from .output import frozen, output_of
from .webhooks import RULES, rules_of

LATE = 5.0
"""Seconds by which a webhook may arrive after a later one: it was on its way, or tried again."""


@check(
    "webhook-body",
    "A webhook says of a task what a poll says.",
    reads="x-webhook, x-task-lifecycle/fields",
    scope="task",
)
def webhook_body(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """In the same status: creation, cost, error, output, type and input."""
    for seen in task.deliveries:
        same = [
            each for each in task.sightings if each.status == seen.status and each.call is not task.create
        ]
        if not same or not seen.terminal:
            continue
        poll = same[-1]
        for name in (*view.spec.lifecycle.fields, "error.code", "error.message"):
            field = view.spec.field(name)
            if field is None or name in ("id", "status", "queue_position", "remaining", "output", "progress"):
                continue
            old, new = field.read(poll.task), field.read(seen.task)
            yield (
                None
                if old == new or (new is None and not name.startswith("error."))
                else view.problem(
                    task,
                    name,
                    f"the webhook has {name} {str(new)[:60]!r}, and the poll {str(old)[:60]!r}",
                    poll,
                    seen,
                )
            )
        old_output, new_output = _results(poll, view), _results(seen, view)
        yield (
            None
            if old_output == new_output
            else view.problem(task, "output", "the webhook and the poll have different results", poll, seen)
        )
        fields = view.spec.lifecycle.fields.values()
        reserved = {at.split("/")[1] for field in fields for at in field.at} - request_names(task)
        for name, known in poll.task.items():
            if not isinstance(known, dict) or name in reserved or name not in seen.task:
                continue
            yield (
                None
                if frozen(known) == frozen(seen.task[name])
                else Problem(
                    f"the webhook has another {name} than the poll",
                    (poll.exchange, seen.exchange),
                    f"{view.spec.lifecycle.task}/{name}",
                    "",
                    task.id,
                )
            )
        for name in view.spec.contract.dispatch:
            kinds = poll.task.get(name), seen.task.get(name)
            yield (
                None
                if kinds[0] == kinds[1] or kinds[1] is None
                else Problem(
                    f"the webhook has {name} {kinds[1]!r}, and the poll {kinds[0]!r}",
                    (poll.exchange, seen.exchange),
                    f"{view.spec.lifecycle.task}/{name}",
                    "",
                    task.id,
                )
            )


@check(
    "webhook-status",
    "A webhook agrees with the polls about the status.",
    reads="x-webhook, x-task-lifecycle/statuses",
    scope="task",
)
def webhook_status(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """A terminal status is the one that polls see at the end."""
    end = task.end
    for seen in task.deliveries:
        if end is None or end.status is None or not seen.terminal or seen.status is None:
            continue
        same = view.spec.normal(seen.status) == view.spec.normal(end.status)
        yield (
            None
            if same
            else Problem(
                f"the webhook says {seen.status!r}, and the polls {end.status!r}",
                (end.exchange, seen.exchange),
                view.spec.place(seen.task, "status"),
                f"{view.spec.table_at}/statuses",
                task.id,
            )
        )


@check(
    "webhook-order",
    "Webhooks about a task come in the order of its statuses, and none after the end.",
    reads="x-webhook, x-task-lifecycle/statuses",
    scope="task",
)
def webhook_order(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """Repeated deliveries do not count, nor do two that arrive within seconds of each other."""
    bodies: set[bytes] = set()
    last: Sighting | None = None
    for seen in task.deliveries:
        if _identity(seen, view) in bodies or seen.status is None:
            continue
        bodies.add(_identity(seen, view))
        if last is not None and last.status is not None and not _at_once(last, seen):
            before, after = view.spec.normal(last.status), view.spec.normal(seen.status)
            follows = (after == before and not last.terminal) or after in view.spec.reachable.get(before, ())
            yield (
                None
                if follows and not last.terminal
                else Problem(
                    f"the webhook says {seen.status!r}, and an earlier one said {last.status!r}",
                    (last.exchange, seen.exchange),
                    view.spec.place(seen.task, "status"),
                    view.spec.table_at,
                    task.id,
                )
            )
        last = seen


@check(
    "webhook-repeats",
    "A webhook that was received is not repeated, and one that was not no more often than documented.",
    reads=RULES,
    scope="task",
    severity=Severity.WARNING,
)
def webhook_repeats(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """By the body, or the header that names the delivery."""
    most = rules_of(view).get("attempts", {}).get("most")
    groups: dict[bytes, list[Sighting]] = {}
    for seen in task.deliveries:
        groups.setdefault(_identity(seen, view), []).append(seen)
    for group in groups.values():
        received = next(
            (number for number, each in enumerate(group) if 200 <= each.exchange.status < 300), None
        )
        shown = tuple(each.exchange for each in group)
        if received is not None and received < len(group) - 1:
            yield Problem(
                "the webhook was received, and delivered again", shown, "", f"/{RULES}/attempts", task.id
            )
        elif most is not None and len(group) > most:
            yield Problem(
                f"the webhook was tried {len(group)} times; {most} are documented",
                shown,
                "",
                f"/{RULES}/attempts",
                task.id,
            )
        else:
            yield None


@check(
    "webhook-event",
    "The event of a webhook fits the status of its task, in header and body.",
    reads=f"{RULES}/sends, {RULES}/event",
    scope="task",
)
def webhook_event(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """Where the specification names an event for each phase."""
    rules = rules_of(view)
    if "event" not in rules:
        return
    for seen in task.deliveries:
        event = Field.of(rules["event"]).read(seen.call.body)
        header = seen.exchange.request_headers.get(rules.get("headers", {}).get("event", "").lower())
        phases = rules.get("sends", {}).get(event) if isinstance(event, str) else None
        if header is not None:
            yield (
                None
                if header == event
                else Problem(
                    f"the header says {header!r}, and the body {event!r}",
                    (seen.exchange,),
                    rules["event"]["at"][0],
                    f"/{RULES}",
                    task.id,
                )
            )
        if phases is not None and "created" not in phases:
            yield (
                None
                if seen.phase in phases
                else Problem(
                    f"the event is {event!r}, and the status {seen.status!r}",
                    (seen.exchange,),
                    rules["event"]["at"][0],
                    f"/{RULES}/sends",
                    task.id,
                )
            )


@check(
    "webhook-owner",
    "A webhook is about a task that was created with its endpoint.",
    reads=RULES,
    scope="task",
)
def webhook_owner(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """In a run of the driver, which knows all creates."""
    at = rules_of(view).get("endpoint", {}).get("at", [""])[0]
    for seen in task.deliveries if view.trace.patience is not None else ():
        requested = task.create is not None and (not at or isinstance(lookup(task.request, at), str))
        yield (
            None
            if requested
            else Problem(
                "the webhook is about a task for which none was asked",
                (seen.exchange,),
                "",
                f"/{RULES}",
                task.id,
            )
        )


@check(
    "webhook-sent",
    "A change that webhooks are sent for is delivered.",
    reads=f"{RULES}/sends",
    scope="task",
    severity=Severity.WARNING,
)
def webhook_sent(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """In a run of the driver, for tasks whose request names the receiver, polled to the end.

    Where no request can name it, for the tasks of a key about which webhooks come.
    """
    rules, end = rules_of(view), task.end
    at = rules.get("endpoint", {}).get("at", [""])[0]
    if view.trace.patience is None or end is None or task.create is None:
        return
    if at:
        named = isinstance(task.request, dict) and isinstance(lookup(task.request, at), str)
        due = named and task.create.exchange.purpose == "webhook"
    else:
        due = task.key in view.announced_keys
    if not due:
        return
    phases = {phase for each in rules.get("sends", {}).values() for phase in each}
    if end.phase in phases:
        yield (
            None
            if any(seen.phase is end.phase for seen in task.deliveries)
            else Problem(
                f"the task is {end.status!r}, and no webhook said so",
                (task.create.exchange, end.exchange),
                "",
                f"/{RULES}/sends",
                task.id,
            )
        )


@check(
    "webhook-early",
    "No poll after a webhook of the end shows that the task goes on.",
    reads="x-webhook, x-task-lifecycle/statuses/*/terminal",
    scope="task",
    severity=Severity.WARNING,
)
def webhook_early(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """Whoever waits for the webhook fetches results that are not there yet."""
    for seen in task.deliveries:
        later = [poll for poll in task.sightings if seen.exchange.before(poll.exchange)]
        if not seen.terminal or not later:
            continue
        yield (
            None
            if later[0].terminal or later[0].status is None
            else Problem(
                f"the webhook said {seen.status!r}, and a later poll {later[0].status!r}",
                (seen.exchange, later[0].exchange),
                view.spec.place(later[0].task, "status"),
                view.spec.table_at,
                task.id,
            )
        )


def request_names(task: TaskHistory) -> set[str]:
    """Return the names at the top of the create request, none where it is not known."""
    return set(task.request) if isinstance(task.request, dict) else set()


def _at_once(one: Sighting, other: Sighting) -> bool:
    """Return whether two webhooks arrived so close that they may have overtaken each other on the way."""
    times = one.exchange.started, other.exchange.started
    return times[0] is not None and times[1] is not None and abs(times[1] - times[0]) < LATE


def _results(seen: Sighting, view: View) -> Any:
    """Return the file names of results; where there are none, the output."""
    names = sorted(asset.url.partition("?")[0].rpartition("/")[2] for asset in view.assets(seen))
    return names or frozen(output_of(view, seen.task))


def _identity(seen: Sighting, view: View) -> bytes:
    """Return what two attempts at one delivery share."""
    name = rules_of(view).get("delivery", "").lower()
    delivery = seen.exchange.request_headers.get(name) if name else None
    return (
        delivery.encode()
        if delivery
        else (seen.status or "").encode() + repr(sorted(map(str, seen.task.items()))).encode()
    )
