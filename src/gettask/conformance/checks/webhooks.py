"""Webhooks: signed, true, in order, repeated as documented, and none after the end."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..._contract.lifecycle import Field
from ..._contract.pointer import MISSING, lookup
from ..model import Outcome, Problem, Severity, check
from ..redaction import marker
from ..tasks import Call, Sighting, TaskHistory, View
from .output import frozen, output_of

RULES = "x-webhook"
LATE = 5.0
"""Seconds by which a webhook may arrive after a later one: it was on its way, or tried again."""
TOLERANCE = 600.0
"""Seconds that the time of a signature may be away from its arrival."""


def rules_of(view: View) -> Mapping[str, Any]:
    """Return what the specification says about webhooks, empty if it has none."""
    rules: Mapping[str, Any] = view.spec.document.get("x-webhook", {})
    return rules


@check(
    "webhook-signature",
    "A webhook carries the secret, or a signature by it.",
    reads=f"{RULES}/scheme",
    scope="exchange",
)
def webhook_signature(call: Call, view: View) -> Iterator[Outcome]:
    """Where the secret is known: from the create request, from the driver, or given."""
    rules = rules_of(view)
    if not call.exchange.webhook or not rules:
        return
    header = call.exchange.request_headers.get(rules["header"].lower())
    markers = {marker(secret) for secret in view.trace.webhook_secrets}
    if rules["scheme"] == "secret":
        task = view.task_in(call.body)
        history = view.tasks.get(view.id_of(task) or "") if task is not None else None
        at = rules.get("secret", {}).get("at", [""])[0]
        sent = (
            lookup(history.request, at)
            if history is not None and isinstance(history.request, dict)
            else MISSING
        )
        if isinstance(sent, str) and sent:
            markers = {marker(sent)}
        if markers:
            yield (
                None
                if header is not None and marker(header) in markers
                else Problem(
                    f"the header {rules['header']} is {'missing' if header is None else 'not the secret'}",
                    (call.exchange,),
                    "",
                    f"/{RULES}/scheme",
                )
            )
    elif view.trace.webhook_secrets:
        good = header is not None and _signed(header, call.exchange.request_body, view.trace.webhook_secrets)
        yield (
            None
            if good
            else Problem(
                f"the header {rules['header']} is missing or no signature of the body",
                (call.exchange,),
                "",
                f"/{RULES}/scheme",
            )
        )


@check(
    "webhook-time",
    "A webhook is sent when its signature or its body says.",
    reads=f"{RULES}/sent-at",
    scope="exchange",
    severity=Severity.WARNING,
)
def webhook_time(call: Call, view: View) -> Iterator[Outcome]:
    """Within ten minutes of its arrival."""
    rules, arrived = rules_of(view), call.exchange.started
    if not call.exchange.webhook or not rules or arrived is None or not isinstance(call.body, dict):
        return
    found = re.search(r"(?:^|,)t=(\d{1,12})", call.exchange.request_headers.get(rules["header"].lower(), ""))
    stated = Field.of(rules["sent-at"]).time(call.body) if "sent-at" in rules else None
    seconds = float(found[1]) if found else None if stated is None else stated.timestamp()
    if seconds is not None:
        yield (
            None
            if abs(seconds - arrived) <= TOLERANCE
            else Problem(
                f"the webhook says that it was sent {abs(seconds - arrived):.0f} s from its arrival",
                (call.exchange,),
            )
        )


@check(
    "webhook-task",
    "A webhook names its task.",
    reads=f"{RULES}/sends",
    scope="exchange",
)
def webhook_task(call: Call, view: View) -> Iterator[Outcome]:
    """Where it is JSON and the event, if the API has events, is one about tasks."""
    rules = rules_of(view)
    if not call.exchange.webhook or not isinstance(call.body, dict) or not rules:
        return
    event = Field.of(rules["event"]).read(call.body) if "event" in rules else None
    if "event" in rules and event not in rules.get("sends", {}):
        return
    task = view.task_in(call.body)
    yield (
        None
        if task is not None and view.id_of(task)
        else Problem(
            "the webhook does not say which task it is about", (call.exchange,), "", f"/{RULES}/sends"
        )
    )


@check(
    "webhook-body",
    "A webhook says of a task what a poll says.",
    reads="x-task-lifecycle/fields",
    scope="task",
)
def webhook_body(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """In the same status: creation, cost, error, output and type."""
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
                if old == new or new is None
                else Problem(
                    f"the webhook has {name} {str(new)[:60]!r}, and the poll {str(old)[:60]!r}",
                    (poll.exchange, seen.exchange),
                    view.spec.place(seen.task, name),
                    view.spec.field_at(name),
                    task.id,
                )
            )
        old_output, new_output = _results(poll, view), _results(seen, view)
        yield (
            None
            if old_output == new_output
            else Problem(
                "the webhook and the poll have different results",
                (poll.exchange, seen.exchange),
                view.spec.place(seen.task, "output"),
                view.spec.field_at("output"),
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
    reads="x-task-lifecycle/statuses",
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
    reads="x-task-lifecycle/statuses",
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
    reads=f"{RULES}/attempts",
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
    reads=f"{RULES}/sends, event",
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
        phases = rules.get("sends", {}).get(event)
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
    reads=f"{RULES}/endpoint",
    scope="task",
)
def webhook_owner(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """In a run of the driver, which knows all creates."""
    at = rules_of(view).get("endpoint", {}).get("at", [""])[0]
    for seen in task.deliveries if view.trace.patience is not None else ():
        asked = task.create is not None and (not at or isinstance(lookup(task.request, at), str))
        yield (
            None
            if asked
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
    """In a run of the driver, for tasks whose request named the receiver, polled to the end."""
    rules, end = rules_of(view), task.end
    at = rules.get("endpoint", {}).get("at", [""])[0]
    named = bool(at) and isinstance(task.request, dict) and isinstance(lookup(task.request, at), str)
    if view.trace.patience is None or end is None or not named or task.create is None:
        return
    if task.create.exchange.purpose != "webhook":
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


def _at_once(one: Sighting, other: Sighting) -> bool:
    """Return whether two webhooks arrived so close that they may have overtaken each other on the way."""
    times = one.exchange.started, other.exchange.started
    return times[0] is not None and times[1] is not None and abs(times[1] - times[0]) < LATE


def _results(seen: Sighting, view: View) -> Any:
    """Return the file names of results; where there are none, the output."""
    names = sorted(asset.url.partition("?")[0].rpartition("/")[2] for asset in view.assets(seen.task))
    return names or frozen(output_of(view, seen.task))


def _signed(header: str, body: bytes, secrets: Any) -> bool:
    parts = [each.strip().partition("=") for each in header.split(",")]
    time = next((text for name, _, text in parts if name == "t"), "")
    stated = {text for name, _, text in parts if name == "v1"}
    expected = {
        hmac.new(key.encode(), f"{time}.".encode() + body, hashlib.sha256).hexdigest() for key in secrets
    }
    return bool(stated & expected)


def _identity(seen: Sighting, view: View) -> bytes:
    """Return what two attempts at one delivery share."""
    name = rules_of(view).get("delivery", "").lower()
    delivery = seen.exchange.request_headers.get(name) if name else None
    return (
        delivery.encode()
        if delivery
        else (seen.status or "").encode() + repr(sorted(map(str, seen.task.items()))).encode()
    )
