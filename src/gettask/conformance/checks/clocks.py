"""Clocks: the server's own agree with each other, and with that of the client."""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import parsedate_to_datetime

from ..model import Outcome, Problem, Severity, check
from ..tasks import Call, Sighting, TaskHistory, View
from ..trace import Exchange
from .times import FIELDS, READS, SKEW, time_of

MACHINES = 1.0
"""Seconds that two times of one server may be apart, which may be whole seconds."""
RECENT = 50
"""Tasks before one that its time is compared with."""
APART = 60.0
"""Seconds that the clocks of a server's machines may be apart."""


@check(
    "date-header",
    "The header Date is the time of the response.",
    reads="HTTP",
    scope="exchange",
    severity=Severity.WARNING,
)
def date_header(call: Call, view: View) -> Iterator[Outcome]:
    """Within ten minutes, since clocks differ. Not where a cache answered, which says so with Age."""
    exchange = call.exchange
    if exchange.started is None or "date" not in exchange.response_headers or exchange.webhook:
        return
    date = date_of(exchange)
    arrived = exchange.started if exchange.ended is None else exchange.ended
    apart = None if date is None else abs(date - arrived)
    yield (
        None
        if (apart is not None and apart <= SKEW) or "age" in exchange.response_headers
        else Problem(
            f"the header Date is {exchange.response_headers['date']!r}, "
            + ("which is no date" if apart is None else f"{apart:.0f} s from the response"),
            (exchange,),
        )
    )


@check(
    "times-server",
    "No time of a task is after the response that states it.",
    reads=READS,
    scope="task",
    severity=Severity.WARNING,
)
def times_server(task: TaskHistory, view: View) -> Iterator[Outcome]:
    """By the header Date, so whatever the clock of the client is. Machines may differ by a minute."""
    for seen in task.sightings:
        date = date_of(seen.exchange)
        if date is None or "age" in seen.exchange.response_headers:
            continue
        for name in FIELDS:
            time = time_of(view, seen, name)
            if time is None:
                continue
            ahead = time.timestamp() - date
            yield (
                None
                if ahead <= APART
                else view.problem(
                    task, name, f"{name} is {ahead:.0f} s after the header Date of the response", seen
                )
            )


@check(
    "times-advance",
    "A task that is created after another one has ended is younger than it.",
    reads=READS,
    scope="trace",
    severity=Severity.WARNING,
)
def times_advance(view: View) -> Iterator[Outcome]:
    """By the server's times alone, whatever the clock of the client is. Machines may differ by a second."""
    ended: list[tuple[float, Sighting]] = []
    created_here = [each for each in view.tasks.values() if each.create is not None]
    for task in sorted(created_here, key=lambda each: each.create.exchange.number if each.create else 0):
        create, last = task.create, task.end
        created = next((time for seen in task.sightings if (time := time_of(view, seen, "created_at"))), None)
        if create is None or created is None:
            continue
        known = [each for each in ended[-RECENT:] if each[1].exchange.before(create.exchange)]
        latest = max(known, key=lambda each: each[0], default=None)
        if latest is not None:
            shown = next(seen for seen in task.sightings if time_of(view, seen, "created_at"))
            behind = latest[0] - created.timestamp()
            yield (
                None
                if behind <= MACHINES
                else view.problem(
                    task,
                    "created_at",
                    f"the task was created {behind:.1f} s before another one had ended that was seen to end "
                    "before its create request",
                    latest[1],
                    shown,
                )
            )
        if last is not None:
            time = time_of(view, last, "ended_at") or time_of(view, last, "created_at")
            ended += [(time.timestamp(), last)] if time is not None else []


def date_of(exchange: Exchange) -> float | None:
    """Return the header Date of a response in Unix seconds, None if it has none that can be read."""
    try:
        return parsedate_to_datetime(exchange.response_headers.get("date", "")).timestamp()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
