"""What a run of the driver may do."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


class RefusedError(Exception):
    """The run is refused before it begins, since it could cost more than is allowed."""


@dataclass(frozen=True)
class Options:
    """The limits of a run.

    Attributes:
        keys: The API key, and another one if there is one.
        variants: The variants to create. Default: one for each operation that creates tasks.
        task_ids: Ids of tasks to poll, for a run that creates none.
        create: Whether tasks may be created.
        max_tasks: The number of tasks that may be created.
        patience: How long a task is polled at most, in seconds.
        time: How long the run lasts at most, in seconds.
        seed: Determines the generated requests.
        strict_keys: Whether the server knows its keys, so that an invalid one is refused.
        probes: Whether requests with mistakes are sent.
        endpoint: The URL at which webhooks are received, None for none.
        secret: The secret that webhooks are registered with.
        budget: What all tasks may cost together at most, in US dollars, None for no limit. What a request
            costs is the most that its price table says; one that the table cannot bound is not sent.
    """

    keys: tuple[str, ...]
    variants: tuple[str, ...] = ()
    task_ids: tuple[str, ...] = ()
    create: bool = True
    max_tasks: int = 1000
    patience: float = 15.0
    time: float = 60.0
    seed: int = 0
    strict_keys: bool = False
    probes: bool = True
    endpoint: str | None = None
    secret: str = ""
    budget: Decimal | None = None
