"""A simulated task and where it stands."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from gettask.mock.http import Response
from gettask.mock.spec.lifecycle import Status
from gettask.mock.tasks.plan import TaskPlan
from gettask.mock.webhooks import WebhookEndpoint


@dataclass(frozen=True, slots=True)
class TaskView:
    """What a poll shows of a task; the response is made anew only when it changes."""

    status: Status
    progress: float
    """From 0 to 1."""
    queue_position: int
    """0 outside the queue."""
    remaining: int | None
    """Seconds, None if unknown."""
    started: float | None
    ended: float | None


@dataclass(slots=True)
class MockTask:
    """A task and where it stands. All times are Unix seconds."""

    id: str
    api: str
    key: str
    variant: str | None
    tags: dict[str, Any]
    """The properties that name its kind, from the request or from `x-match`."""
    body: Mapping[str, Any]
    """The body of the create request, `tags` included."""
    plan: TaskPlan
    statuses: tuple[Status, ...]
    """The statuses that it goes through."""
    created: float
    planned: float
    """When its plan began: when it was created, or when it was planned anew."""
    cost: float = 0
    """What it costs; 0 if nobody knows."""
    size: int = 0
    """Bytes of the request's body."""
    polls: int = 0
    reached: list[float] = field(default_factory=list)
    """When it reached each of its statuses, as far as it went."""

    view: TaskView | None = None
    """What the last poll showed."""
    response: Response | None = None
    """The response that shows the view."""
    response_expires: float = math.inf
    """When the response has to be made anew, because its links are about to expire."""
    response_host: str | None = None
    """The host that the links of the response lead to."""

    removed: bool = False
    """Whether its cancel removed it: no request finds it."""
    idempotency_key: str = ""
    """The `x-idempotency` key of its create request; another request with it creates nothing."""
    base_url: str = ""
    """The scheme and host of the links in webhooks."""
    webhook: WebhookEndpoint | None = None
    """Where its changes are posted."""
    announced: int = 0
    """How many of its statuses have been posted."""
    announce_at: float = 0.0
    """When there may be more to post."""

    scenario: str | None = None
    """The scenario that alters the responses about it."""
    scenario_counts: dict[str, int] = field(default_factory=dict)
    """How many responses the scenario has seen, by their kind."""

    @property
    def status(self) -> Status:
        """The last status that it reached."""
        return self.statuses[len(self.reached) - 1]

    @property
    def ended(self) -> bool:
        """Whether it is in a terminal status; some tasks stay in their last status without ending."""
        return len(self.reached) == len(self.statuses) and self.statuses[-1].terminal

    def reach_next(self, at: float) -> None:
        """Go on to the next status, which no response has shown and no webhook has announced."""
        self.reached.append(at)
        self.response, self.announce_at = None, at
