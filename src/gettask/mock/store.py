"""The tasks that exist, behind an interface small enough for a store of another kind."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from gettask.mock.http import Response
from gettask.mock.life import Plan
from gettask.mock.lifecycle import Status
from gettask.mock.webhooks import Webhook

MOST = 10_000
"""How many tasks are kept."""
MOST_BYTES = 32 * 1024 * 1024
"""How long the requests were, in all, whose tasks are kept."""


@dataclass(frozen=True, slots=True)
class View:
    """What can be seen of a task at one look; the reply is made anew only when it changes."""

    status: Status
    done: float
    """How much of the task's life is over, from 0 to 1."""
    ahead: int
    """Place in the queue, 0 outside it."""
    left: int | None
    """Seconds to wait, if that is known."""
    started: float | None
    ended: float | None


@dataclass(slots=True)
class Task:
    """A task and where it stands."""

    id: str
    api: str
    key: str
    variant: str | None
    names: dict[str, Any]
    """The properties that tell its kind, as the request or the spec's `x-match` has them."""
    body: Mapping[str, Any]
    """What the create request said, `names` included."""
    plan: Plan
    path: tuple[Status, ...]
    created: float
    begun: float
    """When its life began: when it was created, or when it was planned anew."""
    size: int = 0
    """Bytes of the request's body."""
    looks: int = 0
    reached: list[float] = field(default_factory=list)
    """When each status of the path was reached, as far as it went."""
    view: View | None = None
    reply: Response | None = None
    """The reply to a look that shows the view."""
    stale: float = math.inf
    """When the reply has to be made anew, because its links are about to expire."""
    host: str | None = None
    """The host that the reply was made for, whose links lead there."""

    base: str = ""
    """The scheme and host that links begin with where nobody asks."""
    webhook: Webhook | None = None
    """Where its changes are posted."""
    told: int = 0
    """How many statuses of the path the webhooks have told of."""
    due: float = 0.0
    """When there may be something for them to tell."""

    scenario: str | None = None
    """What else happens, by its name in the catalogue."""
    counts: dict[str, int] = field(default_factory=dict)
    """How many replies the scenario has seen, by their kind."""

    def reach(self, at: float) -> None:
        """Go on to the next status of the path, which no reply has shown and no webhook told of."""
        self.reached.append(at)
        self.reply, self.due = None, at

    @property
    def ended(self) -> bool:
        """Whether the task has come to its end: some never do, and stay in the last status of their path."""
        return len(self.reached) == len(self.path) and self.path[-1].final


class Store(Protocol):
    """Keeps tasks."""

    def get(self, api: str, task_id: str) -> Task | None:
        """The task, if it is there."""

    def put(self, task: Task) -> None:
        """Keep the task, new or changed."""

    def clear(self) -> None:
        """Forget every task."""

    def __iter__(self) -> Iterator[Task]:
        """Every task, the oldest first."""
        ...


class MemoryStore:
    """Keeps tasks for as long as the process runs, and forgets the oldest when they are too many.

    There are at most `most` tasks, and no more than the requests of `most_bytes` bytes made, but always the
    last one. Raises ValueError if it may keep none.
    """

    def __init__(self, most: int = MOST, most_bytes: int = MOST_BYTES) -> None:
        if most < 1:
            raise ValueError(f"a store keeps one task at least, not {most}")
        self._most, self._most_bytes = most, most_bytes
        self._tasks: dict[tuple[str, str], Task] = {}
        self._bytes = 0

    def get(self, api: str, task_id: str) -> Task | None:
        return self._tasks.get((api, task_id))

    def put(self, task: Task) -> None:
        known = self._tasks.get((task.api, task.id))
        self._tasks[task.api, task.id] = task
        if known is not task:
            self._bytes += task.size - (known.size if known else 0)
            while len(self._tasks) > self._most or (self._bytes > self._most_bytes and len(self._tasks) > 1):
                self._bytes -= self._tasks.pop(next(iter(self._tasks))).size

    def clear(self) -> None:
        self._tasks.clear()
        self._bytes = 0

    def __iter__(self) -> Iterator[Task]:
        return iter(list(self._tasks.values()))
