"""What a workflow has done: create or find, cancel. `Waiter` waits and saves."""

from __future__ import annotations

import logging
from collections.abc import Callable, Container, Mapping
from contextlib import suppress
from typing import Any

from temporalio import activity
from temporalio.exceptions import ApplicationError, ApplicationErrorCategory

from ..._clock import SystemClock
from ..._contract.handle import Handle
from ..._redact import printable, redact
from ..._sync.client import Client
from ...errors import GettaskError, JobConflictError, JobUnknownError, RateLimitedError
from ..limiter import CreateLimiter
from ..model import Job, JobState
from ..store import JobStore
from .model import CANCEL, CREATE, NOT_CREATED, JobOrder, JobTask
from .once import RefusedError, attempt, lost
from .search import SharedSearch

log = logging.getLogger("gettask")

PATIENCE = 1.0
"""Seconds that a create waits for its turn here. Then Temporal attempts it again when it is due."""


class Activities:
    """The activities of one worker, which run in threads.

    Args:
        clients: A client of each API, by name, each with the job store.
        store: The job store of this machine: what it records survives the worker.
        claim: Takes a task of an API for a job; False if another job has it, on whatever machine.
        adopted: Returns the task of an API that a job has claimed, None if it has none.
        owned: Returns the tasks of jobs that were submitted since a time, on whatever machine.
        rate: Creates a second of this machine at most for each API, None for no limit.
    """

    def __init__(
        self,
        clients: Mapping[str, Client[Any]],
        store: JobStore,
        claim: Callable[[str, str, str], bool],
        adopted: Callable[[str, str], str | None],
        owned: Callable[[float], Container[str]],
        rate: float | None = None,
    ) -> None:
        self._clients, self._store = clients, store
        self._claim, self._adopted = claim, adopted
        self._searches = {api: SharedSearch(client, claim, owned) for api, client in clients.items()}
        self._limiters = {
            api: CreateLimiter(SystemClock(), store, api, client.account_hash, rate)
            for api, client in clients.items()
        }

    @activity.defn(name=CREATE, no_thread_cancel_exception=True)
    def create(self, job_id: str, order: JobOrder, since: float, cut_off: bool) -> str:
        """Return the id of the task of a job, which is created, or found if a create was cut off.

        In a second line is the handle of the task, where that names the URL to poll.

        Args:
            job_id: The id of the job.
            order: The job.
            since: When its first create was sent at the earliest, in seconds since 1970.
            cut_off: Whether a create of it was cut off before this activity.

        Raises:
            ApplicationError: Its type says whether nothing was created. Otherwise, that is not known.
        """
        return attempt(
            order,
            cut_off=cut_off,
            send=lambda: self._send(job_id, order),
            search=lambda: self._search(job_id, order, since),
        )

    def _send(self, job_id: str, order: JobOrder) -> str:
        """Send the create of a job once."""
        client = self._clients[order.api]
        self._free(job_id, order.api)
        limiter = self._limiters[order.api]
        if (pause := limiter.wait(PATIENCE)) > 0:
            raise RefusedError("it is not the turn of this create yet", pause)
        try:
            handle = client.create(
                order.request, variant=order.variant, force=True, label=order.label, job_id=job_id
            )
        except RateLimitedError as error:
            if error.retry_after:
                limiter.hold(error.retry_after)
            raise RefusedError(redact(f"RateLimitedError: {error}"), error.retry_after) from None
        except (JobConflictError, JobUnknownError) as error:
            raise lost(_text(error)) from None
        except (GettaskError, ValueError) as error:
            if getattr(error, "outcome_unknown", False):
                raise lost(_text(error)) from None
            raise _expected(error, NOT_CREATED) from None
        return _named(handle)

    def _search(self, job_id: str, order: JobOrder, since: float) -> str | None:
        """Return the task of a job whose create was cut off, None if it is not found."""
        client = self._clients[order.api]
        if self._known(job_id, order.api) is None:  # the create was cut off on another machine
            client.expect(order.request, variant=order.variant, label=order.label, job_id=job_id, since=since)
        task_id = self._adopted(order.api, job_id)
        if task_id is None:
            self._searches[order.api].find(job_id, since)
            task_id = self._store.get(job_id).task_id or self._adopted(order.api, job_id)
        if task_id is not None:
            with suppress(JobConflictError):  # this machine created it for a job that is to lose it
                self._store.adopt(job_id, task_id)
        handle = self._store.get(job_id).handle
        return task_id if handle is None or handle.id != task_id else _named(handle)

    @activity.defn(name=CANCEL)
    def cancel(self, task: JobTask) -> None:
        """Cancel the task of a job."""
        try:
            self._clients[task.api].cancel(task.task_id)
        except GettaskError as error:  # it has started, has ended, or the API cannot cancel
            raise _expected(error, "NotCancelled") from None

    def _known(self, job_id: str, api: str) -> Job | None:
        """Return a job as this machine knows it. A task that another job has adopted is not its own."""
        known = self._store.find_one(job_id)
        if known is None or known.task_id is None or self._claim(api, known.task_id, job_id):
            return known
        return self._store.disown(job_id, f"another job has adopted task {printable(known.task_id)}")

    def _free(self, job_id: str, api: str) -> None:
        """Take the word of the workflow that a job which is unknown here is to be ordered anew."""
        known = self._known(job_id, api)
        if known is not None and known.state is JobState.UNKNOWN:
            self._store.give_up(job_id, "its task was not found; ordered anew, as its workflow says")


def _text(error: Exception) -> str:
    return redact(f"{type(error).__name__}: {error}")


def _named(handle: Handle[Any]) -> str:
    """Return the id of a task, and in a second line its handle where that names the URL to poll."""
    return handle.id if handle.polling_url is None else f"{handle.id}\n{handle.to_json()}"


def _expected(error: Exception, kind: str) -> ApplicationError:
    """Return an error that a workflow decides on: it is tried no second time, and no bug to be logged."""
    return ApplicationError(
        _text(error),
        type=kind,
        non_retryable=True,
        category=ApplicationErrorCategory.BENIGN,
    )
