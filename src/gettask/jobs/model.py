"""What the job store knows of a job."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from .._contract.handle import Handle
from ..errors import JobConflictError
from ..task import Task


class JobState(StrEnum):
    """Where a job stands."""

    CREATING = "creating"
    """Its intent is recorded; the create request may be under way."""
    OPEN = "open"
    """It was created, and has not ended."""
    SUCCEEDED = "succeeded"
    """Its task succeeded."""
    FAILED = "failed"
    """Its task ended without results: failed, cancelled, expired."""
    ERROR = "error"
    """Nothing was created, or its deadline passed; the job says which."""
    UNKNOWN = "unknown"
    """Its create request was cut off, and whether the task exists is not known."""

    @property
    def final(self) -> bool:
        """Whether nothing more happens by itself."""
        return self not in (JobState.CREATING, JobState.OPEN)


@dataclass(frozen=True, slots=True)
class Job:
    """A job: one request, and what became of it. Times are seconds since 1970.

    Attributes:
        id: The id of the job: the caller's, or a random one. There is at most one create for it.
        api: The name of the API.
        account: A hash of the key, which names the account. The key itself is not stored.
        state: Where the job stands.
        base_url: The server, None for one of the spec's.
        region: The region of the spec's server, None for the first.
        variant: The variant, None if the request does not show it.
        label: The caller's name for it, which other jobs may have too.
        request: The body of the create request, None if it was pruned.
        request_hash: The SHA-256 of the request.
        created_at: When the intent was recorded.
        updated_at: When anything last changed.
        deadline: When the wait for it ends for good.
        task_id: The id of its task, None while none is known.
        status: The vendor's word for the status of the task, as last recorded.
        error: Why it is in the state error, failed or unknown.
        estimate: The most that it was to cost, in the unit of the vendor; None where no price bounds it.
        estimate_usd: The same in US dollars.
        cost: What it cost, in `cost_unit`; None if the vendor does not say.
        cost_unit: The unit of the cost.
        cost_usd: What it cost in US dollars, None where no rate is known.
        files: The paths, or in object storage the URLs, of its saved results.
        expires_at: When the first link of its results stops working; None if that is not known.
        billed: Whether its server is one of the API's own, so that it costs money. That of a mock is not.
        polling_url: Where the API has its task, None where the response to its create does not say.
    """

    id: str
    api: str
    account: str
    state: JobState
    base_url: str | None
    region: str | None
    variant: str | None
    label: str | None
    request: bytes | None = field(repr=False)
    request_hash: str
    created_at: float
    updated_at: float
    deadline: float
    task_id: str | None = None
    status: str | None = None
    error: str | None = None
    estimate: float | None = None
    estimate_usd: float | None = None
    cost: float | None = None
    cost_unit: str | None = None
    cost_usd: float | None = None
    files: tuple[str, ...] = ()
    expires_at: float | None = None
    billed: bool = True
    polling_url: str | None = None

    @property
    def unsaved(self) -> bool:
        """Whether its results expire, and are not known to be saved."""
        return self.expires_at is not None and not self.files

    @property
    def handle(self) -> Handle[Any] | None:
        """The handle of its task, None while none is known."""
        if self.task_id is None:
            return None
        return Handle(self.api, self.task_id, self.base_url, self.region, self.variant, self.polling_url)

    def body(self) -> dict[str, Any]:
        """Return the request as JSON, empty if it was pruned."""
        data: dict[str, Any] = {} if self.request is None else json.loads(self.request)
        return data


@dataclass(frozen=True, slots=True)
class JobSum:
    """The jobs that have something in common, such as a day or a label.

    Attributes:
        key: What they have in common; None for jobs without it.
        jobs: How many there are.
        succeeded: How many of them succeeded.
        costs: What they cost in all, by unit, but for those that are not billed.
        usd: What they cost in US dollars, as far as rates are known, but for those that are not billed.
        unbilled: How many were sent to other servers than the API's own, such as a mock.
    """

    key: str | None
    jobs: int
    succeeded: int
    costs: Mapping[str, float]
    usd: float | None
    unbilled: int = 0


def new_id(now: float) -> str:
    """Return a random id that sorts by time."""
    return f"{int(now * 1000):012x}{os.urandom(8).hex()}"


def account_of(key: str) -> str:
    """Return the hash that names the account of a key."""
    return hashlib.sha256(b"gettask account\0" + key.encode()).hexdigest()[:16]


def hash_of(request: bytes) -> str:
    """Return the hash of a create request."""
    return hashlib.sha256(request).hexdigest()


def expiry_of(task: Task[Any], now: float) -> float | None:
    """Return when the first link of a task's results stops working."""
    kept = [asset.retention for asset in task.assets if asset.retention and asset.content is None]
    if not kept or not task.phase.succeeded:
        return None
    return min(kept) + (now if task.ended_at is None else task.ended_at.timestamp())


def check_same(known: Job, row: Mapping[str, Any]) -> None:
    """Raise unless a job was recorded with this request and account."""
    if any(getattr(known, name) != row[name] for name in ("api", "account", "request_hash")):
        raise JobConflictError(
            f"Job {known.id!r} is recorded with another request or account: choose another job id."
        )
