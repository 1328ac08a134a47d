"""How a task proceeds through its statuses, and what a poll shows of it."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import replace

from gettask.mock.spec.lifecycle import QUEUED
from gettask.mock.spec.operation import Operation
from gettask.mock.tasks.task import MockTask, TaskView

QUEUE_LENGTH = 3
"""The queue position of a new task."""
WAIT = re.compile(r"(?:^|[,;])\s*wait(?:=(?P<seconds>\d{1,9}))?\s*(?=$|[,;])", re.IGNORECASE | re.ASCII)
LONGEST_WAIT = 60.0
"""Seconds that a create waits at most, and where the request names none: our choice."""


def advance(task: MockTask, progress: float, now: float) -> TaskView:
    """Move a task to the status that it has at this progress, never back, and return what a poll shows."""
    after, last = task.plan.complete_after, len(task.statuses) - 1
    step = max(last if progress >= 1 else int(progress * last), len(task.reached) - 1)
    while len(task.reached) <= step:
        # A plan by seconds alone says when the status was reached, however late the poll comes.
        due = task.planned + after.seconds * len(task.reached) / last
        task.reach_next(min(due, now) if after.seconds and not after.polls else now)
    before = task.view
    if before is None:
        return view_of(task, step, progress, now)
    view = view_of(task, step, max(progress, before.progress), now)
    # A task that was planned anew may have fewer steps to go, but no other task overtakes it.
    if 0 < before.queue_position < view.queue_position:
        return replace(view, queue_position=before.queue_position)
    return view


def created_view(task: MockTask, operation: Operation, headers: Mapping[str, str]) -> tuple[TaskView, float]:
    """What a create shows of its task, and the seconds that it waited: as long as `Prefer: wait` asks.

    The polls of a plan, which nobody sends while the create waits, take no time.
    """
    asked = WAIT.search(headers.get("prefer", "")) if operation.waits else None
    if asked is None:
        return advance(task, 0.0, task.created), 0.0
    after = task.plan.complete_after
    seconds = min(float(asked["seconds"] or LONGEST_WAIT), LONGEST_WAIT, after.seconds)
    return advance(task, after.progress(after.polls, seconds), task.created + seconds), seconds


def view_now(task: MockTask, now: float) -> TaskView:
    """What the last poll showed of a task, updated for the time that has passed since."""
    polls = max(task.polls - 1, 0)
    return advance(task, task.plan.complete_after.progress(polls, now - task.planned), now)


def view_unpolled(task: MockTask, now: float) -> TaskView:
    """What is to be seen of a task without a poll: only time moves it, and looking does not."""
    if task.plan.complete_after.seconds:
        return view_now(task, now)
    return view_of(task, len(task.reached) - 1, 0.0 if task.view is None else task.view.progress, now)


def view_of(task: MockTask, step: int, progress: float, now: float) -> TaskView:
    """What a poll shows of a task in one of the statuses that it has reached."""
    seconds, last = task.plan.complete_after.seconds, len(task.statuses) - 1
    status = task.statuses[step]
    queued = sum(each.phase == QUEUED for each in task.statuses)
    passed = zip(task.reached[: step + 1], task.statuses, strict=False)
    started = (at for at, each in passed if each.phase != QUEUED and not each.failed)
    position = math.ceil((1 - progress * last / queued) * QUEUE_LENGTH) if status.phase == QUEUED else 0
    return TaskView(
        status=status,
        progress=math.floor(progress * 100) / 100,
        queue_position=position,
        remaining=max(math.ceil(task.planned + seconds - now), 0) if seconds else None,
        started=next(started, None),
        ended=task.reached[step] if status.terminal else None,
    )


def next_change(task: MockTask, now: float) -> float:
    """When time alone will have moved a task that has just been seen, infinite if it never will."""
    seconds = task.plan.complete_after.seconds
    if len(task.reached) == len(task.statuses) or not seconds:
        return math.inf
    # A step is missed by a hair where seconds cannot be divided, and by far where polls are wanted as well.
    step = seconds * len(task.reached) / (len(task.statuses) - 1)
    return max(task.planned + step, now + seconds / 100)
