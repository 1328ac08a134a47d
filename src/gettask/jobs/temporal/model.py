"""What workflows and activities pass to each other. It is stored in histories: fields are only ever added."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

WORKFLOW = "gettask-job"
CREATE, FINISH, CANCEL = "gettask-create", "gettask-finish", "gettask-cancel"

CLAIM = "gettask-claim"

OPEN = "open"
"""The status of a job whose task has been created and has not ended."""

RATE_LIMITED = "RateLimitedError"
"""The type of the error of a create that was refused for too many requests."""
NOT_CREATED = "NotCreated"
"""The type of the error of a create that has certainly created nothing."""

TAKEN = "Taken"
"""The type of the error of a wait for a task that another job has adopted."""

UNKNOWN = "Unknown"
"""The type of the error of a create that was cut off: its task may exist."""
MAX_CREATES = 3
"""How often a job is ordered anew at most whose create was cut off, and whose task was not found."""

HEARTBEAT = 30.0
"""Seconds after which a task whose worker is silent is given to another worker."""

CREATE_TIMEOUT = 60.0
"""Seconds for one attempt of a create: more than the `timeout` of a worker's client, so that none is left."""
SEARCH_TIMEOUT = timedelta(seconds=120)
"""The time for one search for the task of a create that was cut off."""


def create_queue(queue: str, api: str) -> str:
    """Return the task queue of the creates of an API: it alone is limited to so many a second."""
    return f"{queue}-create-{api}"


@dataclass(frozen=True)
class JobOrder:
    """A job as it is submitted. The id of its workflow is the id of the job.

    Attributes:
        api: The API.
        variant: The variant to create.
        request: The request.
        name: The name for files: the label, or else one that is made of the request.
        out: The template of paths of results, None to save none.
        deadline: Seconds for the wait, from the create on.
        create_timeout: Seconds for one attempt of the create.
        recreate_unknown: Whether to order anew what may exist, but was not found.
        label: The caller's name for it.
        heartbeat: Seconds after which a task whose worker is silent is given to another worker.
        cut_off: When a create of an earlier run was cut off, in seconds since 1970; None if there is none.
    """

    api: str
    variant: str
    request: dict[str, Any] = field(repr=False)
    name: str
    out: str | None
    deadline: float
    create_timeout: float = CREATE_TIMEOUT
    recreate_unknown: bool = False
    label: str | None = None
    heartbeat: float = HEARTBEAT
    cut_off: float | None = None


@dataclass(frozen=True)
class JobTask:
    """A task to wait for, whose results are to be saved.

    Attributes:
        job_id: The id of the job.
        api: The API.
        task_id: The id of the task.
        variant: Its variant.
        name: As in `JobOrder`.
        out: As in `JobOrder`.
        heartbeat: As in `JobOrder`.
        handle: The handle of the task as JSON, None where its id is enough to poll it.
    """

    job_id: str
    api: str
    task_id: str
    variant: str
    name: str
    out: str | None
    heartbeat: float
    handle: str | None = None


@dataclass(frozen=True)
class JobResult:
    """What became of a job.

    Attributes:
        state: The state, one of `JobState`: succeeded, failed, error or unknown.
        task_id: The id of its task, None if none is known.
        status: The vendor's word for the status of the task.
        error: What went wrong.
        cost: What it cost, in `cost_unit`; None if the vendor does not say.
        cost_unit: The unit of the cost.
        cost_usd: What it cost in US dollars, None where no rate is known.
        files: The paths or URLs of its saved results.
        cut_off: When the create of an unknown job was cut off, in seconds since 1970.
        handle: As in `JobTask`.
    """

    state: str
    task_id: str | None = None
    status: str | None = None
    error: str | None = None
    cost: float | None = None
    cost_unit: str | None = None
    cost_usd: float | None = None
    files: list[str] = field(default_factory=list)
    cut_off: float | None = None
    handle: str | None = None


@dataclass(frozen=True)
class JobProgress:
    """Where a job stands, as its query returns it.

    Attributes:
        state: The state, one of `JobState`.
        task_id: The id of its task, None while none is known.
    """

    state: str
    task_id: str | None = None
