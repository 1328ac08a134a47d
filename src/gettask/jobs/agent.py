"""Jobs that an agent orders: each once however often it asks, and within a budget."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from .._async.client import AsyncClient
from .._contract.contract import load
from .._contract.lifecycle import Phase
from ..errors import AuthenticationError, GettaskError, JobConflictError, WaitTimeoutError
from ..prices import Estimate, estimate_of
from ..storage import ObjectStorage
from ..task import Task
from .model import Job, JobState
from .store import JobStore


class BudgetError(GettaskError):
    """A job may cost more than is left of the budget, or no price bounds what it costs. Nothing was sent."""


class AgentJobs:
    """The jobs of one agent.

    Args:
        client: Returns the client of an API, by its name, with the job store.
        store: The job store.
        label: The label of the agent's jobs.
        budget: The most that they may cost in US dollars, None for no limit.
        period: The seconds that the budget is for.
    """

    def __init__(
        self,
        client: Callable[[str], AsyncClient[Any]],
        store: JobStore,
        *,
        label: str,
        budget: float | None,
        period: float,
    ) -> None:
        self._client, self._store = client, store
        self._label, self._budget, self._period = label, budget, period
        self._creating = asyncio.Lock()

    def estimate(self, api: str, variant: str, request: Mapping[str, Any]) -> Estimate | None:
        """Return what a request costs, None where no price bounds it.

        Raises:
            ValueError: There is no such variant.
        """
        contract = load(api)
        if variant not in contract.variants:
            raise ValueError(f"variant {variant!r} is none of {', '.join(contract.variants)}")
        return estimate_of(contract, contract.variants[variant], request)

    def spent(self) -> float:
        """Return what the jobs of the period cost in US dollars, or may cost while that is not known.

        Jobs of a mock count while the mock is in use.
        """
        jobs = self._store.find(label=self._label, since=self._store.clock() - self._period)
        return sum(_cost(job) for job in jobs if job.billed or self._is_here(job))

    def _is_here(self, job: Job) -> bool:
        """Whether a job was sent to the server that the client of its API talks to now."""
        try:
            return bool(self._client(job.api).own_jobs([job]))
        except AuthenticationError:
            return False

    def left(self) -> float | None:
        """Return what is left of the budget in US dollars, None if there is no limit."""
        return None if self._budget is None else max(self._budget - self.spent(), 0.0)

    async def create(self, api: str, variant: str, request: Mapping[str, Any], key: str | None) -> Job:
        """Create the task of a job, unless it was created before.

        Args:
            api: The API.
            variant: The variant.
            request: The request.
            key: What names the job: the same key and request are the same job. Default: an equal request is
                the same job.

        Raises:
            BudgetError: It may cost more than is left.
            JobConflictError: The key belongs to another request.
            JobUnknownError: An earlier create was cut off, and its task was not found.
            GettaskError: The create failed.
        """
        body = json.loads(json.dumps(request, sort_keys=True))
        job_id = self._id(api, variant, body, key)
        client = self._client(api)
        async with self._creating:  # what is left must not be given out twice
            known = self._store.find_one(job_id)
            if known is not None and known.state in (JobState.CREATING, JobState.UNKNOWN):
                await client.adopt([job_id])
            elif known is None or known.task_id is None:
                self._check(self.estimate(api, variant, body))
            await client.create(body, variant=variant, label=self._label, job_id=job_id)
        return self._store.get(job_id)

    async def wait(
        self, job: Job, seconds: float | None, on_update: Callable[[Task[Any]], Awaitable[object]]
    ) -> Job:
        """Wait for a job until its deadline, and return it as it is then.

        A job whose deadline has passed is polled once more. If it has not ended then, its state is `error`.

        Args:
            job: The job.
            seconds: The most seconds to wait. None: until its deadline.
            on_update: Called with the task at the first poll and at each change.

        Raises:
            GettaskError: It cannot be polled.
        """
        if job.handle is not None and not job.state.final:
            left = max(job.deadline - self._store.clock(), 0.0)
            with suppress(WaitTimeoutError):
                deadline = left if seconds is None else min(left, seconds)
                async for task in self._client(job.api).watch(job.handle, deadline=deadline):
                    await on_update(task)
            job = self._store.get(job.id)
            if job.state is JobState.OPEN and job.deadline <= self._store.clock():
                with suppress(JobConflictError):  # another process goes on with it
                    self._store.give_up(job.id, "its deadline passed; the task goes on")
        return self._store.get(job.id)

    async def cancel(self, job: Job) -> None:
        """Ask the API to cancel the task of a job.

        Raises:
            UnsupportedError: The API cannot cancel a task.
            GettaskError: It was not cancelled.
        """
        if job.handle is None:
            return
        client = self._client(job.api)
        await client.cancel(job.handle)
        if client.contract.operations["cancel_task"].removes:  # nobody can poll it any more
            with suppress(JobConflictError):
                self._store.give_up(job.id, "cancelled")

    def cancelled(self, job: Job) -> bool:
        """Return whether the task of a job was cancelled, as its last status says."""
        status = load(job.api).lifecycle.status(job.status)
        return status is not None and status.phase is Phase.CANCELLED

    def pause(self, job: Job) -> float:
        """Return the seconds between two polls of a job, at first, as the spec of its API has them."""
        return load(job.api).lifecycle.schedule.initial

    async def save(self, job: Job, folder: Path | ObjectStorage) -> Job:
        """Save the results of a job that succeeded, unless they are saved, and return it with their paths.

        Raises:
            GettaskError: A result was not saved.
        """
        if job.state is JobState.SUCCEEDED and job.handle is not None and not job.files:
            await self._client(job.api).download(job.handle, folder)
        return self._store.get(job.id)

    def find(self, job_id: str) -> Job | None:
        """Return a job of the agent, None if there is none of this id."""
        return self._store.find_one(job_id)

    def get(self, job_id: str) -> Job:
        """Return a job of the agent.

        Raises:
            JobStoreError: There is no such job.
        """
        return self._store.get(job_id)

    def _id(self, api: str, variant: str, body: Mapping[str, Any], key: str | None) -> str:
        facts = [self._label, api, variant, body] if key is None else [self._label, "key", key]
        return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:32]

    def _check(self, estimate: Estimate | None) -> None:
        left = self.left()
        if left is None:
            return
        if estimate is None or estimate.most.usd is None:
            raise BudgetError(f"No price bounds what this costs, and ${left:.2f} of the budget are left.")
        if float(estimate.most.usd) > left:
            raise BudgetError(f"This may cost ${estimate.most.usd}, and ${left:.2f} of the budget are left.")


def _cost(job: Job) -> float:
    if job.state is JobState.ERROR and job.task_id is None:
        return 0.0
    return (job.estimate_usd if job.cost_usd is None else job.cost_usd) or 0.0
