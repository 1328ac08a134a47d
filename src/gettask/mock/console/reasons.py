"""Why a task has not ended: what its plan still waits for, and when a client will poll next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gettask.mock.console.formats import clock, duration
from gettask.mock.scenarios.catalogue import find
from gettask.mock.tasks.task import MockTask, TaskView


@dataclass(frozen=True, slots=True)
class NextPoll:
    """When a client that keeps to the spec's schedule polls next."""

    at: float
    interval: float
    """Seconds since the poll before."""
    why: str


def short_reason(task: MockTask, view: TaskView, now: float) -> str:
    """Why a task has not ended, in a few words; empty if it has."""
    return "" if view.status.terminal else next(_plan(task, now))


def reasons(task: MockTask, view: TaskView, now: float) -> list[str]:
    """Why a task has not ended, in sentences; none if it has."""
    if view.status.terminal:
        return []
    found = [f"The plan: {' → '.join(status.name.strip() for status in task.statuses)}."]
    found += [f"{text[:1].upper()}{text[1:]}." for text in _plan(task, now)]
    if task.scenario is not None:
        found.append(f"Scenario {task.scenario}: {find(task.scenario)[0].about}")
    return found


def _plan(task: MockTask, now: float) -> Iterator[str]:
    """What the plan waits for, the most important first."""
    after, last = task.plan.complete_after, task.statuses[-1]
    if not last.terminal:
        yield f"never ends: the plan stops at {last.name.strip()}"
        return
    if after.stall_at < 1:
        yield f"never ends: the plan stops at {after.stall_at:.0%}"
        return
    missing = after.polls - task.polls
    ends = task.planned + after.seconds
    if missing > 0:
        polls = "1 more poll finds" if missing == 1 else f"{missing} more polls find"
        yield f"{polls} it unfinished, the next one {last.name.strip()}"
    if ends > now:
        yield f"ends in {duration(ends - now)}, at {clock(ends)}"
    if missing <= 0 and ends <= now:
        yield f"the next poll finds it {last.name.strip()}"
    if not task.polls:
        yield f"no poll has asked for it in the {duration(now - task.created)} since it was created"


def next_poll(
    task: MockTask, polling: Mapping[str, Any] | None, last: float | None, pause: float | None
) -> NextPoll | None:
    """When a client will poll next, None if the spec has no schedule.

    Args:
        task: A task that has not ended.
        polling: The schedule in the state table of the API.
        last: When it was polled last, None if never.
        pause: The Retry-After of the response to that poll, None without one.
    """
    if polling is None:
        return None
    initial, factor, most = polling["initial"], polling["multiplier"], polling["maximum"]
    # Beyond a hundred polls the maximum has long been reached, and powers grow too large for floats.
    interval = min(initial * factor ** min(task.polls, 100), most)
    why = f"the spec's schedule: {initial:g} s at first, × {factor:g} after each poll, {most:g} s at most"
    if pause is not None and pause > interval:
        interval, why = pause, "the Retry-After of the last response"
    since = task.created if last is None else last
    return NextPoll(since + interval, interval, why)
