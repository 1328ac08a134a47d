"""The store of tasks, behind an interface small enough for a store of another kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from gettask.mock.tasks.task import MockTask

MAX_TASKS = 10_000
"""How many tasks are kept by default."""
MAX_BYTES = 32 * 1024 * 1024
"""How long the request bodies of all kept tasks may be by default."""


class Store(Protocol):
    """Keeps tasks."""

    def get(self, api: str, task_id: str) -> MockTask | None:
        """The task, None if there is none."""

    def put(self, task: MockTask) -> None:
        """Keep a new or changed task."""

    def clear(self) -> None:
        """Forget every task."""

    def __iter__(self) -> Iterator[MockTask]:
        """Every task, the oldest first."""
        ...


class MemoryStore:
    """Keeps tasks as long as the process runs, and forgets the oldest when there are too many.

    Args:
        max_tasks: How many tasks are kept. Default: 10,000.
        max_bytes: How many bytes their request bodies may have in all. Default: 32 MiB. The last task is
            kept whatever its length.

    Raises:
        ValueError: if `max_tasks` is less than 1.
    """

    def __init__(self, max_tasks: int = MAX_TASKS, max_bytes: int = MAX_BYTES) -> None:
        if max_tasks < 1:
            raise ValueError(f"a store keeps one task at least, not {max_tasks}")
        self._max_tasks, self._max_bytes = max_tasks, max_bytes
        self._tasks: dict[tuple[str, str], MockTask] = {}
        self._bytes = 0

    def get(self, api: str, task_id: str) -> MockTask | None:
        return self._tasks.get((api, task_id))

    def put(self, task: MockTask) -> None:
        known = self._tasks.get((task.api, task.id))
        self._tasks[task.api, task.id] = task
        if known is not task:
            self._bytes += task.size - (known.size if known else 0)
            while len(self._tasks) > self._max_tasks or self._too_long():
                self._forget(next(iter(self._tasks.values())))

    def clear(self) -> None:
        self._tasks.clear()
        self._bytes = 0

    def __iter__(self) -> Iterator[MockTask]:
        return iter(list(self._tasks.values()))

    def _forget(self, task: MockTask) -> None:
        del self._tasks[task.api, task.id]
        self._bytes -= task.size

    def _too_long(self) -> bool:
        return self._bytes > self._max_bytes and len(self._tasks) > 1
