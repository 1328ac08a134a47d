"""Plans: when a task completes, which statuses it goes through, how it ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from gettask.mock.spec.lifecycle import QUEUED, RUNNING, Lifecycle, Status
from gettask.mock.tasks.clock import MAX_SECONDS

COMPLETE_AFTER = re.compile(r"(?P<polls>\d+)-polls?|(?P<seconds>\d+(\.\d+)?)-seconds?", re.ASCII)


@dataclass(frozen=True, slots=True)
class CompleteAfter:
    """When a task completes: after so many polls and so many seconds, whichever is later.

    Args:
        polls: Polls that find the task unfinished; the next one finds it done. Default: 0.
        seconds: Seconds since the task was created. Default: 0.
        stall_at: Progress, from 0 to 1, that the task never exceeds. Default: 1, which lets it complete.

    Raises:
        ValueError: for negative numbers, and for more than 1,000,000,000 seconds.
    """

    polls: int = 0
    seconds: float = 0.0
    stall_at: float = 1.0

    def __post_init__(self) -> None:
        if self.polls < 0 or not 0 <= self.seconds <= MAX_SECONDS:
            raise ValueError(f"polls and seconds are not negative, and seconds at most {MAX_SECONDS:.0f}")

    @classmethod
    def parse(cls, text: str) -> CompleteAfter:
        """Read `N-polls` or `S-seconds`, such as `3-polls`, `1-poll` and `2.5-seconds`.

        Raises:
            ValueError: for any other text.
        """
        match = COMPLETE_AFTER.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is not N-polls or S-seconds, such as 3-polls or 60-seconds")
        if match["polls"]:
            return cls(polls=int(match["polls"]))
        return cls(seconds=float(match["seconds"]))

    def progress(self, polls: int, elapsed: float) -> float:
        """The task's progress, from 0 to 1, after so many polls and seconds."""
        by_polls = polls / self.polls if self.polls else 1.0
        by_time = elapsed / self.seconds if self.seconds else 1.0
        return min(by_polls, by_time, self.stall_at)


at_once = CompleteAfter()
"""The first poll finds the task done."""


def after_polls(polls: int) -> CompleteAfter:
    """So many polls find the task unfinished; the next one finds it done."""
    return CompleteAfter(polls=polls)


def after_seconds(seconds: float) -> CompleteAfter:
    """The task is done so many seconds after it was created."""
    return CompleteAfter(seconds=seconds)


@dataclass(frozen=True, slots=True)
class TaskPlan:
    """How a task proceeds and ends.

    Args:
        complete_after: When it completes. Default: the first poll finds it done.
        end: How it ends: a phase, or a status of the vendor's. Default: `succeeded`.
        statuses: The statuses that it goes through, in place of queued, running and `end`.
        code: The vendor's code of a failure. Default: the first one that the spec lists for tasks.
        message: The message of a failure.

    Example:
        `TaskPlan(after_polls(3), "failed", code=10000)`
    """

    complete_after: CompleteAfter = at_once
    end: str = "succeeded"
    statuses: tuple[str, ...] = ()
    code: Any = None
    message: str = "The mock lets this task fail, as its plan says."

    def resolve(self, lifecycle: Lifecycle) -> tuple[Status, ...]:
        """The statuses that a task with this plan goes through.

        Raises:
            ValueError: if no task with this life cycle can go through them.
        """
        return lifecycle.through(self.statuses) if self.statuses else lifecycle.ending(self.end)

    def remaining(self, lifecycle: Lifecycle, status: Status) -> tuple[Status, ...]:
        """The statuses that follow for a task that is in `status` already.

        Raises:
            ValueError: as `resolve`.
        """
        statuses = self.resolve(lifecycle)
        if self.statuses:
            return statuses[statuses.index(status) + 1 :] if status in statuses else statuses
        passed = {QUEUED} if status.phase == QUEUED else {QUEUED, RUNNING}
        return tuple(each for each in statuses if each.phase not in passed)


@dataclass(frozen=True, slots=True)
class TaskRequest:
    """What a plan may depend on: the request that creates the task."""

    api: str
    variant: str | None
    """None if the spec names no variant for the request."""
    body: Mapping[str, Any]
    key: str


Planner = Callable[[TaskRequest], TaskPlan]
"""Makes a plan for each task."""


def plan_for(plan: TaskPlan | Planner, request: TaskRequest) -> TaskPlan:
    """The plan itself, or the one that the planner makes for this request."""
    return plan if isinstance(plan, TaskPlan) else plan(request)


@dataclass(frozen=True, slots=True)
class PlanRules:
    """A planner with a plan for all tasks and others for some."""

    default: TaskPlan | Planner
    rules: tuple[tuple[Mapping[str, str], TaskPlan], ...] = ()
    """Values that attributes of the task request must have, and the plan for such requests."""

    def __call__(self, request: TaskRequest) -> TaskPlan:
        for conditions, plan in reversed(self.rules):
            if all(getattr(request, name) == value for name, value in conditions.items()):
                return plan
        return plan_for(self.default, request)

    def with_rule(self, conditions: Mapping[str, str], plan: TaskPlan) -> PlanRules:
        """These rules and another, which is asked first."""
        kept = (rule for rule in self.rules if rule[0] != conditions)
        return PlanRules(self.default, (*kept, (conditions, plan)))
