"""The life cycle: statuses and their order, durations, polling, the life of links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ..._contract.pointer import escape, lookup
from ..model import Violation
from ..spec import Spec
from ..tasks import TaskHistory, View
from .fields import variant_of
from .finding import Action, Observation, no_remedy
from .infer import json_path

SHORTEST_LIFE = 60.0
"""Seconds below which a dead link says nothing about how long links live."""
LONGEST_PAUSE = 86_400.0
"""Seconds of a Retry-After above which it says nothing about a polling schedule."""


def observe(view: View) -> Iterator[Observation]:
    """Yield what is slower than the state table says."""
    for task in view.tasks.values():
        yield from _slow_end(task, view)
        yield from _slow_polls(task, view)


def _slow_end(task: TaskHistory, view: View) -> Iterator[Observation]:
    """A task that ended after the deadline of a wait."""
    create, end = task.create, task.end
    if create is None or end is None or create.exchange.started is None or end.exchange.started is None:
        return
    unfinished = [each for each in task.sightings if not each.terminal and each.exchange.started is not None]
    known = unfinished[-1].exchange.started if unfinished else None
    took = 0.0 if known is None else known - create.exchange.started
    if took > view.spec.lifecycle.deadline:
        at = f"{view.spec.table_at}/deadline"
        yield Observation(
            "deadline-short",
            (),
            f"a task was unfinished after {took:.0f} s, and ended; a wait ends after "
            f"{view.spec.lifecycle.deadline:g} s",
            end.exchange,
            spec=at,
            variant=variant_of(end.call, view),
            value=took,
            remedy=lambda values: [Action(json_path(at), round(max(values) * 1.5))],
        )


def _slow_polls(task: TaskHistory, view: View) -> Iterator[Observation]:
    """A poll that was too early, although it came after the longest pause of the schedule."""
    longest = view.spec.lifecycle.schedule.maximum
    at = f"{view.spec.table_at}/polling/maximum"
    for before, poll in zip(task.polls, task.polls[1:], strict=False):
        if poll.exchange.status != 429 or before.exchange.started is None or poll.exchange.started is None:
            continue
        pause = poll.exchange.started - before.exchange.started
        header = poll.exchange.response_headers.get("retry-after", "")
        more = float(header) if header.isdecimal() and float(header) <= LONGEST_PAUSE else 0.0
        if longest <= pause <= LONGEST_PAUSE:
            yield Observation(
                "schedule-fast",
                (),
                f"a poll after {pause:.0f} s was answered 429; the schedule pauses {longest:g} s at most",
                poll.exchange,
                spec=at,
                value=max(2 * longest, more),
                remedy=lambda values: [Action(json_path(at), max(values))],
            )


def status(violation: Violation, view: View) -> Observation:
    """Return the observation of a status that the table does not list."""
    problem = violation.problem
    exchange = problem.exchanges[-1]
    history = view.tasks[problem.task]
    shown = [*history.sightings, *history.deliveries]
    seen = next(each for each in shown if each.exchange is exchange)
    name = str(seen.status)
    listed = view.spec.normal(name)
    return Observation(
        "status-listed",
        (listed,),
        problem.message,
        exchange,
        problem.pointer,
        problem.spec,
        variant_of(seen.call, view),
        name,
        name,
        (lambda _: _status_actions(name, view)) if name.strip() and len(name) <= 60 else no_remedy,
    )


def _status_actions(name: str, view: View) -> Sequence[Action]:
    """Return what adds a status to the state table and to the enums that repeat it."""
    spec = view.spec
    before, after = _neighbours(name, view)
    queued = bool(after) and not any(spec.phase(each) == "running" for each in before)
    queued &= any(spec.phase(each) in ("queued", "running") for each in after) or not before
    later = [
        each
        for each, entry in spec.lifecycle.statuses.items()
        if entry.terminal or (queued and entry.phase == "running")
    ]
    entry = {
        "phase": "queued" if queued else "running",
        "terminal": False,
        "next": list(dict.fromkeys([*after, *later])),
        "description": "Seen in recorded traffic; its phase is inferred from the statuses around it.",
        "x-confidence": "observed",
    }
    known = [each for each, entry in spec.lifecycle.statuses.items() if not entry.terminal]
    actions = [Action(json_path(f"{spec.table_at}/statuses"), {name: entry})]
    followed = [each for each in known if each in before] or known[:1]
    actions += [
        Action(json_path(f"{spec.table_at}/statuses/{escape(each)}/next"), [name]) for each in followed
    ]
    return [*actions, *(Action(json_path(at), [name]) for at in status_enums(spec))]


def _neighbours(name: str, view: View) -> tuple[list[str], list[str]]:
    """Return the listed statuses, as the table writes them, that were seen just before and after a status."""
    spelled = _spelled(view.spec)
    before: dict[str, None] = {}
    after: dict[str, None] = {}
    for task in view.tasks.values():
        for old, new in task.pairs():
            first, second = view.spec.normal(old.status or ""), view.spec.normal(new.status or "")
            if second == view.spec.normal(name) and first in spelled:
                before[spelled[first]] = None
            if first == view.spec.normal(name) and second in spelled:
                after[spelled[second]] = None
    return list(before), list(after)


def _spelled(spec: Spec) -> dict[str, str]:
    """Return the statuses as the table writes them, by their form for comparison; the first of several."""
    return {spec.normal(each): each for each in reversed(list(spec.lifecycle.statuses))}


def status_enums(spec: Spec) -> list[str]:
    """Return where the schemas list the statuses of the table."""
    table = {spec.normal(each) for each in spec.lifecycle.statuses}
    found: list[str] = []
    stack: list[tuple[str, Any]] = [
        (f"/{key}", spec.document.get(key)) for key in ("components", "paths", "webhooks")
    ]
    while stack:
        at, node = stack.pop()
        if isinstance(node, dict):
            values = node.get("enum")
            if isinstance(values, list) and {spec.normal(str(each)) for each in values} == table:
                found.append(f"{at}/enum")
            stack += [(f"{at}/{escape(key)}", each) for key, each in node.items()]
        elif isinstance(node, list):
            stack += [(f"{at}/{number}", each) for number, each in enumerate(node)]
    return sorted(found)


def transition(violation: Violation, view: View) -> Observation:
    """Return the observation of a status that the table does not let follow another one."""
    problem = violation.problem
    history = view.tasks[problem.task]
    old, new = (
        next(each for each in history.sightings if each.exchange is exchange)
        for exchange in problem.exchanges[-2:]
    )
    spelled = _spelled(view.spec)
    first, second = (spelled[view.spec.normal(each.status or "")] for each in (old, new))
    at = f"{view.spec.table_at}/statuses/{escape(first)}/next"
    return Observation(
        "status-order",
        (first, second),
        problem.message,
        problem.exchanges[-1],
        problem.pointer,
        at,
        variant_of(new.call, view),
        second,
        f"{first} {second}",
        lambda _: [Action(json_path(at), [second])],
    )


def dead_link(violation: Violation, view: View) -> Observation:
    """Return the observation of a link that died while the specification says that the file is kept."""
    problem = violation.problem
    download, history = problem.exchanges[-1], view.tasks[problem.task]
    end = history.end
    asset = next((asset for asset, exchange in history.downloads if exchange is download), None)
    lived = None
    if end is not None and end.exchange.started is not None and download.started is not None:
        lived = download.started - end.exchange.started
    place, variant = "", ""
    if end is not None and asset is not None:
        place, variant = f"{view.spec.lifecycle.task}{asset.at}", variant_of(end.call, view)
    at = _retention(end.call if end is not None else None, place, view) if place else None
    useful = at is not None and (lived or 0.0) >= SHORTEST_LIFE and download.status in (403, 404, 410)

    def remedy(values: Sequence[Any]) -> Sequence[Action]:
        update = {"seconds": int(min(values)) - 1, "x-confidence": "observed"}
        return [Action(json_path(str(at)), update)]

    age = "" if lived is None else f", {lived:.0f} s after the end"
    return Observation(
        "asset-reachable",
        (variant, place, str(download.status)),
        f"{problem.message}{age}",
        download,
        place,
        at or "",
        variant,
        lived,
        place,
        remedy if useful else no_remedy,
    )


def _retention(call: Any, place: str, view: View) -> str | None:
    """Return where the specification says how long a result is kept."""
    from ..checks.schema import schema_of
    from ..places import Places

    at = schema_of(call, view) if call is not None else None
    for found in Places(view.spec).walk(at, call.body) if at is not None else ():
        part = found.having("x-asset") if found.pointer == place else None
        if part is not None and lookup(part.schema, "/x-asset/retention"):
            return f"{part.at}/x-asset/retention"
    return None
