"""What happened to a task, from the journal, the deliveries and the task itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gettask.mock.assets import PREFIX
from gettask.mock.journal import JournalEntry
from gettask.mock.mock import Mock
from gettask.mock.tasks.task import MockTask

ORDER = ("created", "request", "poll", "status", "webhook", "download")
"""What comes first of what happens at the same moment: a poll moves a task."""


@dataclass(frozen=True, slots=True)
class TaskEvent:
    """One line of the timeline."""

    at: float
    kind: str
    """One of `ORDER`."""
    text: str
    ok: bool = True
    number: int | None = None
    """The number of its entry in the journal."""


def timeline(mock: Mock, task: MockTask) -> list[TaskEvent]:
    """What happened to a task, the oldest first, as far as the journal reaches back."""
    found = [*_changes(task), *_requests(mock, task), *_deliveries(mock, task)]
    return sorted(found, key=lambda event: (event.at, ORDER.index(event.kind)))


def requests_about(mock: Mock, task_id: str) -> Iterator[JournalEntry]:
    """The requests whose path names a task, or a file of it."""
    for entry in mock.journal:
        last = entry.path.rpartition("/")[2]
        if task_id in entry.path and (task_id in entry.path.split("/") or last.rpartition("-")[0] == task_id):
            yield entry


def _changes(task: MockTask) -> Iterator[TaskEvent]:
    yield TaskEvent(task.created, "created", f"Created as {task.statuses[0].name.strip()}")
    steps = zip(task.statuses, task.statuses[1:], task.reached[1:], strict=False)
    for before, status, at in steps:
        text = f"{before.name.strip()} → {status.name.strip()}"
        yield TaskEvent(at, "status", text, ok=not status.failed)


def _requests(mock: Mock, task: MockTask) -> Iterator[TaskEvent]:
    for entry in requests_about(mock, task.id):
        kind, text = "request", f"{entry.method} → {entry.status}"
        if entry.path.startswith(PREFIX):
            kind, text = "download", f"{entry.path.rpartition('/')[2]} → {entry.status}"
        elif entry.method == "GET":
            kind, text = "poll", f"→ {entry.status}"
        yield TaskEvent(entry.at, kind, text, entry.status < 400, entry.number)


def _deliveries(mock: Mock, task: MockTask) -> Iterator[TaskEvent]:
    for attempt in mock.webhooks.attempts:
        if (attempt.api, attempt.task) == (task.api, task.id):
            outcome = attempt.problem or f"→ {attempt.status}"
            text = f"{attempt.event}, attempt {attempt.attempt}: {outcome}"
            yield TaskEvent(attempt.at, "webhook", text, attempt.ok)
