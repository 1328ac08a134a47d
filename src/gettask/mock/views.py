"""How a task is seen as its life goes on."""

from __future__ import annotations

import math
from dataclasses import replace

from gettask.mock.lifecycle import QUEUED
from gettask.mock.store import Task, View

QUEUE = 3
"""How many places there are in the queue of a new task."""


def move(task: Task, done: float, now: float) -> View:
    """How a task is seen when so much of its life is over. Moves it along its path, never back."""
    life, last = task.plan.life, len(task.path) - 1
    step = max(last if done >= 1 else int(done * last), len(task.reached) - 1)
    while len(task.reached) <= step:
        # By time alone the moment is known, however late the look comes.
        due = task.begun + life.seconds * len(task.reached) / last
        task.reach(min(due, now) if life.seconds and not life.looks else now)
    before = task.view
    if before is None:
        return show(task, step, done, now)
    view = show(task, step, max(done, before.done), now)
    # A task that was planned anew may have fewer steps to go, but nobody steps in front of it.
    return replace(view, ahead=before.ahead) if 0 < before.ahead < view.ahead else view


def show(task: Task, step: int, done: float, now: float) -> View:
    """How a task is seen in a status that it has reached."""
    life, last = task.plan.life, len(task.path) - 1
    status = task.path[step]
    queued = sum(part.phase == QUEUED for part in task.path)
    left = max(math.ceil(task.begun + life.seconds - now), 0)
    passed = zip(task.reached[: step + 1], task.path, strict=False)
    begun = (at for at, part in passed if part.phase != QUEUED and not part.failed)
    return View(
        status=status,
        done=math.floor(done * 100) / 100,
        ahead=math.ceil((1 - done * last / queued) * QUEUE) if status.phase == QUEUED else 0,
        left=left if life.seconds else None,
        started=next(begun, None),
        ended=task.reached[step] if status.final else None,
    )
