"""Lists that come in pages: as many entries as were asked for, each once, none left out, in their window."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..._contract.jobs import TaskList
from ..._contract.lifecycle import Phase
from ..model import Outcome, Problem, Severity, check
from ..spec import Operation, Spec
from ..tasks import Call, View

LIST = "x-task-list"
CLOCKS = 60.0
"""Seconds that the clocks of a server's machines may be apart."""


@dataclass(frozen=True, eq=False)
class Page:
    """One response of a list.

    Attributes:
        entries: The ids of its entries.
        size: How many were asked for, by the query or by default; None if neither says.
        first: How many entries come before this page.
        others: The parameters of the query that do not choose the page.
    """

    call: Call
    at: str
    listed: TaskList
    entries: tuple[str, ...]
    size: int | None
    first: int | None
    others: frozenset[tuple[str, str]]

    @property
    def spec_at(self) -> str:
        """JSON Pointer to what the specification says about the list."""
        return "" if self.call.operation is None else f"{self.call.operation.at}/{LIST}"


def pages(view: View) -> Iterator[Page]:
    """Yield the successful responses of the operations that list tasks."""
    for call in view.calls:
        operation = call.operation
        if operation is None or LIST not in operation.data or not call.succeeded or call.exchange.webhook:
            continue
        listed = TaskList.of(operation.name, operation.data[LIST])
        found = listed.tasks.read(call.body) if isinstance(call.body, dict) else None
        if not isinstance(found, list):
            continue
        entries = [str(listed.id.read(each)) for each in found if isinstance(each, dict)]
        query = call.exchange.query
        size = None if listed.size is None else _number(query, listed.size[0], view.spec, operation)
        yield Page(
            call,
            listed.tasks.at[0],
            listed,
            tuple(entries),
            size,
            _first(listed, query, size, view.spec, operation),
            frozenset(query.items() - {(name, query.get(name, "")) for name in _choosing(listed)}),
        )


@check("page-size", "A page has no more entries than were asked for.", reads=LIST, scope="trace")
def page_size(view: View) -> Iterator[Outcome]:
    """By the query, else by the default of the parameter."""
    for page in pages(view):
        if page.size is None or page.size < 1:
            continue
        yield (
            None
            if len(page.entries) <= page.size
            else Problem(
                f"the page has {len(page.entries)} entries, and {page.size} were asked for",
                (page.call.exchange,),
                page.at,
                page.spec_at,
            )
        )


@check(
    "page-repeats",
    "No entry is on two pages of a list.",
    reads=LIST,
    scope="trace",
    severity=Severity.WARNING,
)
def page_repeats(view: View) -> Iterator[Outcome]:
    """Nor twice on one. Between pages that one key reads one after the other, while it creates nothing."""
    for run in _runs(view):
        seen: dict[str, Page] = {}
        for page in run:
            for task_id in page.entries:
                earlier = seen.get(task_id)
                seen[task_id] = page
                shown = {each.call: each.call.exchange for each in (earlier, page) if each is not None}
                yield (
                    None
                    if earlier is None
                    else Problem(
                        "the list has the task twice", tuple(shown.values()), page.at, page.spec_at, task_id
                    )
                )


@check(
    "page-complete",
    "A list that was read to its end has every task of its key.",
    reads=LIST,
    scope="trace",
    severity=Severity.WARNING,
)
def page_complete(view: View) -> Iterator[Outcome]:
    """For tasks that ended before the first page was read, in phases that it lists, if nothing narrows it."""
    complete: dict[tuple[object, ...], list[Page]] = {}
    for run in _runs(view):
        first, last = run[0], run[-1]
        whole = first.first == 0 and last.size is not None and len(last.entries) < last.size
        if whole and not first.others:
            complete[first.call.operation, first.call.exchange.key] = run
    for run in complete.values():  # the last one of each key has all that the others have
        first, last = run[0], run[-1]
        there = {task_id for page in run for task_id in page.entries}
        ends = [view.tasks[task_id].end for task_id in there if task_id in view.tasks]
        listed = {Phase.SUCCEEDED, *(each.phase for each in ends if each is not None)}
        for history in view.tasks.values():
            end = history.end
            exchange = first.call.exchange
            known = history.create is not None and history.key == exchange.key and end is not None
            if not known or end is None or end.phase not in listed or not end.exchange.before(exchange):
                continue
            yield (
                None
                if history.id in there
                else Problem(
                    "the task had ended, and no page of the list has it",
                    (end.exchange, *(page.call.exchange for page in run)),
                    last.at,
                    last.spec_at,
                    history.id,
                )
            )


@check(
    "page-window",
    "A list of a period has no task that was created outside of it.",
    reads=f"{LIST}/query",
    scope="trace",
    severity=Severity.WARNING,
)
def page_window(view: View) -> Iterator[Outcome]:
    """By the time of creation that the polls of a task state, else by that of its create request."""
    for page in pages(view):
        query = page.call.exchange.query
        since, until = (_time(query, name) for name in (page.listed.since, page.listed.until))
        for task_id in page.entries if since is not None or until is not None else ():
            created = _created(view, task_id)
            if created is None:
                continue
            early = since is not None and created < since - CLOCKS
            late = until is not None and created > until + CLOCKS
            yield (
                None
                if not early and not late
                else Problem(
                    f"the task was created at {created:.0f}, outside of what was asked for",
                    (page.call.exchange,),
                    page.at,
                    page.spec_at,
                    task_id,
                )
            )


def _runs(view: View) -> Iterator[list[Page]]:
    """Yield the pages that a key reads one after the other, while it creates nothing."""
    creates: dict[str | None, list[int]] = {}
    for call, _ in view.creates:  # in the order of their numbers
        creates.setdefault(call.exchange.key, []).append(call.exchange.number)
    open_runs: dict[tuple[object, ...], list[Page]] = {}
    for page in pages(view):
        exchange = page.call.exchange
        key = page.call.operation, exchange.key, page.others, page.size
        run = open_runs.get(key)
        follows = run is not None and page.first is not None and page.size is not None
        if run is not None and follows:
            before = run[-1]
            own = creates.get(exchange.key, [])
            follows = before.first is not None and page.first == before.first + (page.size or 0)
            follows &= bisect(own, before.call.exchange.number) == bisect(own, exchange.number)
        if run is not None and follows:
            run.append(page)
            continue
        if run is not None:
            yield run
        open_runs[key] = [page]
    yield from open_runs.values()


def _choosing(listed: TaskList) -> Iterator[str]:
    for name in (listed.page, listed.offset, None if listed.size is None else listed.size[0]):
        if name is not None:
            yield name


def _first(
    listed: TaskList, query: Mapping[str, str], size: int | None, spec: Spec, operation: Operation
) -> int | None:
    if listed.page is not None and size is not None:
        number = _number(query, listed.page, spec, operation)
        return None if number is None else (number - 1) * size
    return None if listed.offset is None else _number(query, listed.offset, spec, operation)


def _number(query: Mapping[str, str], name: str, spec: Spec, operation: Operation) -> int | None:
    """Return the number that a request has in a parameter, or means by leaving it out."""
    text = query.get(name)
    if text is None:
        return _defaults(spec, operation).get(name)
    return int(text) if text.isdecimal() and len(text) < 10 else None


@lru_cache(maxsize=64)
def _defaults(spec: Spec, operation: Operation) -> Mapping[str, int]:
    parameters = [spec.resolve(each) for each in operation.data.get("parameters", ())]
    values = {each["name"]: each.get("schema", {}).get("default") for each in parameters}
    return {name: value for name, value in values.items() if isinstance(value, int)}


def _time(query: Mapping[str, str], name: str | None) -> float | None:
    text = "" if name is None else query.get(name, "")
    return float(text) if text.isdecimal() and len(text) < 12 else None


def _created(view: View, task_id: str) -> float | None:
    history, field = view.tasks.get(task_id), view.spec.field("created_at")
    if history is None:
        return None
    times = [field.time(seen.task) for seen in history.sightings] if field is not None else []
    stated = next((time.timestamp() for time in times if time is not None), None)
    return history.create.exchange.started if stated is None and history.create is not None else stated
