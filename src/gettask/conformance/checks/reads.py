"""Reads change nothing: what is read again is the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..._contract.pointer import leaves
from ..model import Outcome, Problem, Severity, check
from ..tasks import Call, TaskHistory, View
from ..trace import bare

LISTED = frozenset({"x-task-list", "x-balance"})
"""Extensions of operations that read something beside a task."""
COMPARED = ("id", "status", "created_at", "started_at", "ended_at", "progress", "cost", "output")
"""Fields that checks of their own compare."""


@check(
    "read-repeats",
    "A list or an account that is read again at once is the same.",
    reads="x-task-list or x-balance or operations tagged account",
    scope="trace",
    severity=Severity.WARNING,
)
def read_repeats(view: View) -> Iterator[Outcome]:
    """Two equal reads of one key, with nothing but reads between, while no task of the trace is open."""
    last: dict[tuple[str | None, str], Call] = {}
    shown, unfinished = _sightings(view), set[str]()
    for call in view.calls:
        operation, exchange = call.operation, call.exchange
        for task_id, terminal in shown.get(exchange.number, ()):
            (unfinished.discard if terminal else unfinished.add)(task_id)
        if exchange.webhook or operation is None or exchange.method != "GET":
            last.clear()
            continue
        account = "account" in operation.data.get("tags", ()) or not LISTED.isdisjoint(operation.data)
        if operation is view.spec.get_task or not account or not call.succeeded or exchange.purpose:
            continue
        if unfinished:
            last.clear()
            continue
        earlier = last.get((exchange.key, exchange.url))
        last[exchange.key, exchange.url] = call
        if earlier is None:
            continue
        old, new = _plain(earlier.body, view), _plain(call.body, view)
        changed = next((at for at in {**old, **new} if old.get(at) != new.get(at)), None)
        yield (
            None
            if changed is None
            else Problem(
                f"{changed or 'the body'} was {str(old.get(changed, 'missing'))[:60]}, "
                f"and {str(new.get(changed, 'missing'))[:60]} when it was read again",
                (earlier.exchange, exchange),
                changed,
                operation.at,
            )
        )


@check(
    "poll-repeats",
    "A task that has ended stays as it is, however often it is polled.",
    reads="x-task-lifecycle",
    scope="task",
    severity=Severity.WARNING,
)
def poll_repeats(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """All that no other check compares: logs, what was reserved, settings. Of URLs the query may change."""
    lifecycle = view.spec.lifecycle
    fields = [lifecycle.fields[name] for name in COMPARED if name in lifecycle.fields]
    fields += [each for name, each in lifecycle.error.items() if name != "reason"]
    compared = tuple(at for field in fields for at in field.at)
    for end, seen in task.after_end():
        if end.call is task.create or end.exchange.url != seen.exchange.url:
            continue
        old, new = _plain(end.task, view), _plain(seen.task, view)
        changed = next(
            (at for at in old if not at.startswith(compared) and at in new and old[at] != new[at]), None
        )
        changed = changed or next((at for at in new if at not in old and not at.startswith(compared)), None)
        yield (
            None
            if changed is None
            else Problem(
                f"{changed} was {str(old.get(changed, 'missing'))[:60]} at the end, "
                f"and later {str(new[changed])[:60]}",
                (end.exchange, seen.exchange),
                f"{lifecycle.task}{changed}",
                view.spec.table_at,
                task.id,
            )
        )


def _sightings(view: View) -> Mapping[int, list[tuple[str, bool]]]:
    """Return which exchanges show which tasks, and whether these have ended."""
    found: dict[int, list[tuple[str, bool]]] = {}
    for task in view.tasks.values():
        for seen in task.sightings:
            found.setdefault(seen.exchange.number, []).append((task.id, seen.terminal))
    return found


def _plain(body: Any, view: View) -> Mapping[str, Any]:
    """Return the values of a body by their places, without the queries of URLs and the id of the request."""
    envelope = view.spec.contract.envelope
    ids = envelope.fields["request-id"].at if "request-id" in envelope.fields else ()
    found = leaves(body) if isinstance(body, (dict, list)) else [("", body)]
    return {
        at: bare(value) if isinstance(value, str) and value.startswith(("http://", "https://")) else value
        for at, value in found
        if at not in ids
    }


@check("etag-changes", "Responses with one ETag are the same.", reads="HTTP", scope="trace")
def etag_changes(view: View) -> Iterator[Outcome]:
    """Of one URL and one key: a client that asks whether anything is new hears of no change."""
    first: dict[tuple[str | None, str, str], Call] = {}
    for call in view.calls:
        exchange = call.exchange
        tag = exchange.response_headers.get("etag")
        if tag is None or exchange.webhook or exchange.method != "GET" or exchange.status != 200:
            continue
        earlier = first.setdefault((exchange.key, exchange.url, tag), call)
        yield (
            None
            if _plain(earlier.body, view) == _plain(call.body, view)
            else Problem(f"the ETag is {tag} for another body too", (earlier.exchange, exchange))
        )
