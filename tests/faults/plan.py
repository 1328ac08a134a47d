"""What one run does, drawn from its seed."""

from __future__ import annotations

import random
from dataclasses import dataclass

from gettask._contract.installed import APIS
from tests.faults.api import variants
from tests.faults.kinds import KINDS, OPERATIONS

CALLERS = ("sync", "sync-many", "async", "async-many")
"""Who calls: one job after the other with `wait`, or many with `as_completed`."""

COMMAND = "command"
"""A run of the command line in a process."""
COMMAND_EVERY = 50
"""One run of so many is a command."""

INTERRUPTIONS = {
    "sync": ["keyboard"],
    "async": ["cancel", "timeout"],
    COMMAND: ["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"],
}
"""How each caller can be interrupted."""


@dataclass(frozen=True)
class Plan:
    """What one run does.

    Attributes:
        seed: What all of it is drawn from.
        caller: One of CALLERS, or COMMAND.
        api: The name of the API.
        variant: What is created.
        jobs: How many jobs are ordered.
        own_http: Whether the client sends through an httpx client of the caller's.
        retries: As the client has it.
        timeout: As the client has it, in seconds.
        deadline: Of each wait and each download, in seconds.
        polls: Polls that find a job unfinished.
        end: The phase in which jobs end.
        kind: The kind of fault that the run is about; it comes at the first request
            of one of the operations that can have it.
        share: The share of the other requests that get a fault of any kind.
        interruption: How the caller is interrupted, one of INTERRUPTIONS; empty for not at all.
        at: The request at which that happens, or the seconds of the timeout.
        leaves: Whether the caller leaves the loop at the first task.
        suspends: Whether the machine sleeps, or its clock is set, at some requests.
        connects: The share of connections that fail.
    """

    seed: int
    caller: str
    api: str
    variant: str
    jobs: int
    own_http: bool
    retries: int
    timeout: float
    deadline: float
    polls: int
    end: str
    kind: str
    share: float
    interruption: str
    at: int
    leaves: bool
    suspends: bool
    connects: float

    @property
    def many(self) -> bool:
        """Whether jobs are waited for together."""
        return self.caller.endswith("many")

    @property
    def threaded(self) -> bool:
        """Whether the client is a sync one."""
        return self.caller.startswith("sync")


def draw(seed: int, kind: str | None = None, caller: str | None = None) -> Plan:
    """Return the plan of a seed.

    Args:
        seed: The seed.
        kind: The kind of fault that the run is about. Default: they take turns.
        caller: Who calls. Default: drawn.
    """
    chance = random.Random(f"plan {seed}")
    names = [*KINDS]
    kind = names[seed % len(names)] if kind is None else kind
    drawn = COMMAND if seed % COMMAND_EVERY == COMMAND_EVERY - 1 else chance.choice(CALLERS)
    caller = drawn if caller is None else caller
    api = chance.choice(APIS)
    interruptions = INTERRUPTIONS[caller.partition("-")[0]]
    often = 0.6 if caller == COMMAND else 0.3
    return Plan(
        seed=seed,
        caller=caller,
        api=api,
        variant=chance.choice(variants(api)),
        jobs=chance.randint(2, 4) if caller.endswith("many") else 1,
        own_http=chance.random() < 0.25,
        retries=chance.randint(0, 3),
        timeout=chance.choice([5.0, 10.0, 30.0]),
        deadline=chance.choice([3.0, 60.0, 600.0, 1800.0]),
        polls=chance.randint(0, 3),
        end="failed" if chance.random() < 0.1 else "succeeded",
        kind=kind,
        share=chance.choice([0.0, 0.1, 0.3, 0.6]),
        interruption=chance.choice(interruptions) if chance.random() < often else "",
        at=chance.randint(1, 8),
        leaves=chance.random() < 0.1,
        suspends=chance.random() < 0.1,
        connects=chance.choice([0.0, 0.0, 0.2]),
    )


class Drawing:
    """Which requests of a run get which fault.

    Attributes:
        met: The kinds that requests got, in order.
    """

    def __init__(self, plan: Plan) -> None:
        self.met: list[str] = []
        self.requests = 0
        self._plan = plan
        self._chance = random.Random(f"faults {plan.seed}")
        self._pending = plan.kind
        self._place = self._chance.choice(OPERATIONS[plan.kind])

    def draw(self, operation: str) -> str | None:
        """Return the kind of fault of the next request, None for none."""
        self.requests += 1
        lucky = self._chance.random() >= self._plan.share
        others = [name for name in KINDS if operation in OPERATIONS[name]]
        if self._pending and operation == self._place:
            kind, self._pending = self._pending, ""
        elif lucky or not others:
            return None
        else:
            kind = self._chance.choice(others)
        self.met.append(kind)
        return kind
