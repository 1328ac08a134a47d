"""What a workflow has done: create, adopt, cancel. `Waiter` waits and saves."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from temporalio import activity
from temporalio.exceptions import ApplicationError, ApplicationErrorCategory

from ..._redact import redact
from ..._sync.client import Client
from ...errors import GettaskError, JobConflictError, JobUnknownError, RateLimitedError
from ..model import JobState
from ..store import JobStore
from .model import ADOPT, CANCEL, CREATE, NOT_CREATED, RATE_LIMITED, UNKNOWN, JobOrder, JobTask

log = logging.getLogger("gettask")


class Activities:
    """The activities of one worker, which run in threads.

    Args:
        clients: A client of each API, by name, each with the job store.
        store: The job store of this machine: what it records survives the worker.
        claim: Takes a task of an API for a job; False if another job has it, on whatever machine.
    """

    def __init__(
        self,
        clients: Mapping[str, Client[Any]],
        store: JobStore,
        claim: Callable[[str, str, str], bool],
    ) -> None:
        self._clients, self._store, self._claim = clients, store, claim

    @activity.defn(name=CREATE)
    def create(self, job_id: str, order: JobOrder) -> str:
        """Create the task of a job, and return its id.

        Raises:
            ApplicationError: Its type says whether nothing was created. Otherwise, that is not known.
        """
        client = self._clients[order.api]
        self._free(job_id)
        try:
            handle = client.create(
                order.request, variant=order.variant, force=True, label=order.label, job_id=job_id
            )
        except RateLimitedError as error:
            raise _expected(error, RATE_LIMITED, error.retry_after) from None
        except (JobConflictError, JobUnknownError) as error:
            raise _expected(error, UNKNOWN) from None
        except (GettaskError, ValueError) as error:
            unknown = getattr(error, "outcome_unknown", False)
            raise _expected(error, UNKNOWN if unknown else NOT_CREATED) from None
        return handle.id

    @activity.defn(name=ADOPT)
    def adopt(self, job_id: str, order: JobOrder, since: float) -> str | None:
        """Return the id of the task of a job whose create was cut off since then, None if it is not found."""
        client = self._clients[order.api]
        if self._store.find_one(job_id) is None:  # the create was cut off on another machine
            client.expect(order.request, variant=order.variant, label=order.label, job_id=job_id, since=since)
        client.adopt([job_id], accept=lambda _, task_id: self._claim(order.api, task_id, job_id))
        return self._store.get(job_id).task_id

    @activity.defn(name=CANCEL)
    def cancel(self, task: JobTask) -> None:
        """Cancel the task of a job."""
        try:
            self._clients[task.api].cancel(task.task_id)
        except GettaskError as error:  # it has started, has ended, or the API cannot cancel
            raise _expected(error, "NotCancelled") from None

    def _free(self, job_id: str) -> None:
        """Take the word of the workflow that a job which is unknown here is to be ordered anew."""
        known = self._store.find_one(job_id)
        if known is not None and known.state is JobState.UNKNOWN:
            self._store.give_up(job_id, "its task was not found; ordered anew, as its workflow says")


def _expected(error: Exception, kind: str, *details: float | None) -> ApplicationError:
    """Return an error that a workflow decides on: it is tried no second time, and no bug to be logged."""
    return ApplicationError(
        redact(f"{type(error).__name__}: {error}"),
        *(each for each in details if each is not None),
        type=kind,
        non_retryable=True,
        category=ApplicationErrorCategory.BENIGN,
    )
