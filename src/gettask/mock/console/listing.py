"""The tasks of a mock as rows: found, filtered, a page at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gettask.mock.console.reasons import short_reason
from gettask.mock.mock import Mock
from gettask.mock.tasks.progress import view_unpolled
from gettask.mock.tasks.task import MockTask, TaskView

ROWS = 100
"""Tasks of a page."""


@dataclass(frozen=True, slots=True)
class Row:
    """One task, as the list shows it."""

    task: MockTask
    view: TaskView
    key: str
    """What names the key without showing it."""
    age: float
    usd: float | None
    reason: str
    """Why it has not ended, empty if it has."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which tasks are listed; empty text is for all."""

    words: str = ""
    api: str = ""
    phase: str = ""

    def includes(self, task: MockTask, view: TaskView) -> bool:
        """Whether a task is listed."""
        if self.api not in ("", task.api) or self.phase not in ("", view.status.phase):
            return False
        text = f"{task.id} {task.api} {task.variant} {view.status.name} {task.scenario or ''}".lower()
        return all(word in text for word in self.words.lower().split())


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the tasks that a filter includes, the newest first."""

    rows: list[Row]
    first: int
    """The number of the first row, 0 if there is none."""
    found: int
    """How many tasks the filter includes."""
    total: int
    phases: Mapping[str, int]
    """How many tasks are in each phase."""
    page: int
    pages: int


def listing(mock: Mock, wanted: Filter, page: int) -> Listing:
    """A page of tasks.

    Args:
        mock: The mock that has them.
        wanted: Which of them.
        page: The number of the page, from 1; beyond the last it is the last.
    """
    now = mock.clock()
    phases: dict[str, int] = {}
    found: list[tuple[MockTask, TaskView]] = []
    total = 0
    for task, view in viewed(mock, now):
        total += 1
        phases[view.status.phase] = phases.get(view.status.phase, 0) + 1
        if wanted.includes(task, view):
            found.append((task, view))
    found.reverse()
    pages = max(-(-len(found) // ROWS), 1)
    page = min(max(page, 1), pages)
    shown = found[(page - 1) * ROWS : page * ROWS]
    rows = [row(mock, task, view, now) for task, view in shown]
    first = (page - 1) * ROWS + 1 if rows else 0
    return Listing(rows, first, len(found), total, phases, page, pages)


def viewed(mock: Mock, now: float) -> Iterator[tuple[MockTask, TaskView]]:
    """Every task and what a poll would show of it; this counts as no poll."""
    for task in mock.tasks.store:
        # A task that has ended stays as the last poll has shown it.
        ended = task.view is not None and task.view.status.terminal
        yield task, task.view if ended and task.view is not None else view_unpolled(task, now)


def row(mock: Mock, task: MockTask, view: TaskView, now: float) -> Row:
    """One task, as the list shows it."""
    rate = mock.apis[task.api].lifecycle.rate
    usd = task.cost / rate if rate else None
    age = max(now - task.created, 0.0)
    return Row(task, view, fingerprint(task.key), age, usd, short_reason(task, view, now))


def fingerprint(key: str) -> str:
    """A short hash, which tells keys apart without showing them."""
    return hashlib.sha256(b"gettask console\0" + key.encode("utf-8", "replace")).hexdigest()[:6]
