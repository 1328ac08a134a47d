"""Batches: many jobs by one client, of which only what is left is done when they are run again."""

from __future__ import annotations

import hashlib
import json
import logging
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import count
from typing import Any

from .._clock import Clock
from .._contract.lifecycle import PollSchedule
from .._sync.client import Client
from ..errors import (
    GettaskError,
    InsufficientCreditError,
    JobConflictError,
    JobUnknownError,
    RateLimitedError,
    WaitTimeoutError,
)
from ..task import Task
from .files import FileNames, save
from .limiter import CreateLimiter
from .model import Job, JobState, hash_of
from .store import JobStore

log = logging.getLogger("gettask")

MAX_PAUSE = 60.0
"""The longest pause after a create that was refused for too many requests, unless the API names one."""


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One request of a batch.

    Attributes:
        place: Where it stands, for messages, such as `batch.jsonl, line 3`.
        variant: The variant to create.
        request: The request as JSON. Its order makes no difference.
        label: The caller's name for it, None for none.
        repeat: How many rows before it are equal.
    """

    place: str
    variant: str
    request: dict[str, Any] = field(repr=False)
    label: str | None = None
    repeat: int = 0

    @property
    def body(self) -> dict[str, Any]:
        """The request in one order, so that equal requests are equal bytes."""
        ordered: dict[str, Any] = json.loads(json.dumps(self.request, sort_keys=True))
        return ordered

    @property
    def name(self) -> str:
        """The label, or else a name that is made of the request."""
        digest = hash_of(json.dumps(self.request, sort_keys=True).encode())
        return (
            self.label if self.label is not None else f"{digest[:12]}{f'-{self.repeat}' * (self.repeat > 0)}"
        )

    def job_id(self, api: str, batch: str, attempt: int = 0) -> str:
        """Return the id of its job: the same for an equal row of the same batch, wherever that stands."""
        facts = [api, batch, self.variant, self.label, self.body, self.repeat, attempt]
        return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:32]


def numbered(rows: Iterable[BatchRow]) -> list[BatchRow]:
    """Return rows of which equal ones are distinguished by `repeat`."""
    seen: Counter[str] = Counter()
    found = []
    for row in rows:
        key = json.dumps([row.variant, row.label, row.body])
        found.append(replace(row, repeat=seen[key]))
        seen[key] += 1
    return found


class RowState(StrEnum):
    """What became of a row."""

    DONE = "done"
    """Its task succeeded, and its results are saved if they were to be."""
    FAILED = "failed"
    """Its task failed. It is not ordered again, unless the caller says so."""
    ERROR = "error"
    """Something else went wrong; another run goes on with it."""
    UNKNOWN = "unknown"
    """An earlier create was cut off, and its task was not found."""
    LEFT = "left"
    """Nothing was done for it: another process works on it, or the batch ended early."""


@dataclass(frozen=True, slots=True)
class RowResult:
    """A row and what became of it.

    Attributes:
        row: The row.
        state: What became of it.
        job: Its job, None if there is none.
        error: What went wrong, None if nothing did.
        before: Whether an earlier run had done it.
    """

    row: BatchRow
    state: RowState
    job: Job | None = None
    error: GettaskError | OSError | None = None
    before: bool = False


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """How a batch is run.

    Attributes:
        batch: The name of the batch: an equal row in a batch of another name is another job.
        names: What files are called, None to save none.
        max_concurrency: Tasks at once at most.
        create_rate: Creates a second at most, None for no limit.
        poll_rate: Polls a second at most, on average, None for no limit.
        deadline: Seconds that each job may take from its create on, None for the API's limit.
        retry_failed: Whether to order anew what has failed.
        recreate_unknown: Whether to order anew what may exist, but was not found.
    """

    batch: str = ""
    names: FileNames | None = None
    max_concurrency: int = 16
    create_rate: float | None = None
    poll_rate: float | None = None
    deadline: float | None = None
    retry_failed: bool = False
    recreate_unknown: bool = False


class Batch:
    """Runs rows by one client with a job store.

    Args:
        client: The client.
        store: Its job store.
        options: How to run them.
        clock: The clock that creates are paced by.
        on_update: Called with a row and its task at each change, from several threads.
    """

    def __init__(
        self,
        client: Client[Any],
        store: JobStore,
        options: BatchOptions,
        clock: Clock,
        on_update: Callable[[BatchRow, Task[Any]], object] = lambda _, __: None,
    ) -> None:
        self._client, self._store, self._options = client, store, options
        self._on_update = on_update
        self._limiter = CreateLimiter(clock, store, client.api, client.account_hash, options.create_rate)
        self._stop = threading.Event()

    def run(self, rows: Sequence[BatchRow]) -> Iterator[RowResult]:
        """Do what is left of the rows, and yield each when it has ended.

        Raises:
            GettaskError: The lists of the account cannot be read, in which cut-off jobs are searched.
        """
        jobs = {row.place: self._job_of(row) for row in rows}
        self._adopt([job for job in jobs.values() if job is not None])
        with ThreadPoolExecutor(self._options.max_concurrency, "gettask-batch") as pool:
            futures = [pool.submit(self._row, row) for row in rows]
            try:
                for future in as_completed(futures):
                    yield future.result()
            finally:
                self._stop.set()
                pool.shutdown(cancel_futures=True)

    def left(self, rows: Iterable[BatchRow]) -> list[BatchRow]:
        """Return the rows that `run` would create."""
        return [row for row in rows if self._is_new(self._job_of(row))]

    def relabelled(self, rows: Iterable[BatchRow]) -> list[BatchRow]:
        """Return those of some rows that are new jobs, although earlier jobs have their labels."""
        labelled = [row for row in rows if row.label is not None and self._job_of(row) is None]
        labels = {row.label for row in labelled if row.label is not None}
        in_use = self._store.labels_in_use(self._client.api, self._client.account_hash, labels)
        return [row for row in labelled if row.label in in_use]

    def _is_new(self, job: Job | None) -> bool:
        if job is None:
            return True
        if job.state is JobState.UNKNOWN:
            return self._options.recreate_unknown
        return job.state is JobState.ERROR and job.task_id is None

    def _job_of(self, row: BatchRow) -> Job | None:
        """Return the job of the last attempt of a row, None if there is none."""
        found, attempt = None, 0
        while (job := self._store.find_one(self._id(row, attempt))) is not None:
            found, attempt = job, attempt + 1
        return found

    def _id(self, row: BatchRow, attempt: int) -> str:
        return row.job_id(self._client.api, self._options.batch, attempt)

    def _adopt(self, jobs: Iterable[Job]) -> None:
        cut_off = {job.id for job in jobs if job.state in (JobState.CREATING, JobState.UNKNOWN)}
        if cut_off:
            self._client.adopt(cut_off)

    def _row(self, row: BatchRow) -> RowResult:
        job = self._job_of(row)
        if job is not None and self._is_done(job):
            return RowResult(row, RowState.DONE, job, before=True)
        if job is not None and job.state is JobState.FAILED and not self._options.retry_failed:
            return RowResult(row, RowState.FAILED, job, before=True)
        if self._stop.is_set():
            return RowResult(row, RowState.LEFT, job)
        job_id = self._job_id(row, job)
        try:
            return self._work(row, job_id)
        except JobUnknownError as error:
            return RowResult(row, RowState.UNKNOWN, self._store.find_one(job_id), error)
        except JobConflictError as error:
            return RowResult(row, RowState.LEFT, self._store.find_one(job_id), error)
        except InsufficientCreditError as error:
            self._stop.set()  # the next create would be refused as well
            return RowResult(row, RowState.ERROR, self._store.find_one(job_id), error)
        except (GettaskError, OSError) as error:
            job = self._store.find_one(job_id)
            failed = job is not None and job.state is JobState.FAILED
            return RowResult(row, RowState.FAILED if failed else RowState.ERROR, job, error)
        finally:
            self._store.release([job_id])

    def _is_done(self, job: Job) -> bool:
        """Return whether an earlier run did all that there is to do."""
        names = self._options.names
        return job.state is JobState.SUCCEEDED and (names is None or names.are_saved(job))

    def _job_id(self, row: BatchRow, job: Job | None) -> str:
        """Return the id to work with: that of the last attempt, or of another one if that failed."""
        if job is None:
            return self._id(row, 0)
        if job.state is JobState.UNKNOWN and self._options.recreate_unknown:
            self._store.give_up(job.id, "its task was not found; ordered anew, as --recreate-unknown says")
        if job.state is JobState.FAILED and self._options.retry_failed:
            ids = (self._id(row, attempt) for attempt in count())
            return next(id for id in ids if self._store.find_one(id) is None)
        return job.id

    def _work(self, row: BatchRow, job_id: str) -> RowResult:
        """Create the task of a row unless it exists, wait for it, and save its results."""
        known = self._store.find_one(job_id)
        if known is not None and known.task_id is not None and not self._store.claim([job_id]):
            raise JobConflictError(f"Another process works on job {job_id!r}.")
        handle = self._create(row, job_id)
        if known is None or known.task_id is None:
            self._store.claim([job_id])
        until = self._deadline(job_id)
        try:
            task = self._client.wait(
                handle,
                deadline=max(until - self._store.clock(), 0.0),
                schedule=self._schedule(),
                on_update=lambda task: self._on_update(row, task),
            )
        except WaitTimeoutError:
            self._store.give_up(job_id, "its deadline passed; the task goes on")
            raise
        if self._options.names is not None:
            files = save(self._client, task, self._options.names, row.name, job_id)
            self._store.saved(job_id, files)
        return RowResult(row, RowState.DONE, self._store.get(job_id))

    def _create(self, row: BatchRow, job_id: str) -> Any:
        """Create the task of a row. What is refused for too many requests waits, and is sent again."""
        attempt = 0
        while True:
            self._limiter.wait()
            try:
                return self._client.create(
                    row.body, variant=row.variant, force=True, label=row.label, job_id=job_id
                )
            except RateLimitedError as error:
                pause = error.retry_after or min(2.0**attempt, MAX_PAUSE)
                log.info("%s: too many requests or tasks, again in %.0f s", row.place, pause)
                self._limiter.hold(pause)
                attempt += 1

    def _deadline(self, job_id: str) -> float:
        """Return when the wait for a job ends: as recorded, or later if the caller gives more time."""
        job = self._store.get(job_id)
        if self._options.deadline is None:
            return job.deadline
        return job.created_at + self._options.deadline

    def _schedule(self) -> PollSchedule | None:
        """Return pauses between polls that keep all tasks together within the rate."""
        if self._options.poll_rate is None:
            return None
        pause = self._options.max_concurrency / self._options.poll_rate
        usual = self._client.contract.lifecycle.schedule
        return replace(usual, initial=max(usual.initial, pause), maximum=max(usual.maximum, pause))
