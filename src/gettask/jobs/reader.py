"""Reading of the job store, and the file that it is."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from ..errors import JobStoreError
from .model import Job, JobState, JobSum
from .owners import Owners
from .schema import COLUMNS, GROUPS, UPGRADES, VERSION, chunks, where

_STATE, _FILES, _BILLED = map(COLUMNS.index, ("state", "files", "billed"))
_STATES = {state.value: state for state in JobState}
_BUSY = 30.0
"""Seconds to wait for another process that writes."""
PAGE = 1000
"""Jobs that are read at once."""


def default_path() -> Path:
    """Return the path of the user's job store: `gettask/jobs.db` in XDG_STATE_HOME or ~/.local/state."""
    home = os.environ.get("XDG_STATE_HOME") or os.path.expanduser("~/.local/state")  # noqa: PTH111
    return Path(home, "gettask", "jobs.db")


class JobReader:
    """What `JobStore` is made of, beside its writing."""

    def __init__(
        self,
        path: str | os.PathLike[str] | None = None,
        *,
        survive_power_loss: bool = False,
        webhook: str | None = None,
        webhook_secret: str | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.path = default_path() if path is None else Path(path)
        self.webhook = webhook
        self.webhook_secret = webhook_secret
        self.clock = clock
        self._lock = threading.RLock()
        self._owners = Owners(self.path.with_name(f"{self.path.name}-owners"))
        with self._errors():
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
            self._file = sqlite3.connect(
                self.path, timeout=_BUSY, isolation_level=None, check_same_thread=False
            )
            try:
                self._open("FULL" if survive_power_loss else "NORMAL")
            except BaseException:
                self._file.close()
                raise

    def _open(self, synchronous: str) -> None:
        self._file.execute("PRAGMA journal_mode = WAL")
        self._file.execute(f"PRAGMA synchronous = {synchronous}")
        if self._version() < VERSION:
            with self._transaction():
                version = self._version()  # another process may have been quicker
                new = [statement for number in range(version, VERSION) for statement in UPGRADES[number]]
                for statement in (*new, f"PRAGMA user_version = {VERSION}") if new else ():
                    self._file.execute(statement)
        if self._version() > VERSION:
            raise JobStoreError(f"{self.path} was made by a newer gettask: update this one.")

    def _version(self) -> int:
        (version,) = self._file.execute("PRAGMA user_version").fetchone()
        return int(version)

    def get(self, job_id: str) -> Job:
        """Return a job.

        Args:
            job_id: The id of the job.

        Raises:
            JobStoreError: There is no such job.
        """
        with self._lock, self._errors():
            return self._get(job_id)

    def find_one(self, job_id: str) -> Job | None:
        """Return a job, None if there is none of this id.

        Args:
            job_id: The id of the job.

        Raises:
            JobStoreError: The file cannot be read.
        """
        with self._lock, self._errors():
            return self._find(job_id)

    def get_many(self, job_ids: Iterable[str]) -> Iterator[Job]:
        """Yield jobs by their ids, in any order; ids that no job has are left out.

        Args:
            job_ids: The ids of the jobs.

        Raises:
            JobStoreError: The file cannot be read.
        """
        for ids in chunks(job_ids):
            yield from self._select(f"WHERE id IN ({', '.join('?' * len(ids))})", ids)

    def job_of(self, api: str, account: str, task_id: str) -> Job | None:
        """Return the job of a task, None if there is none.

        Args:
            api: The name of the API.
            account: The account, as in `Job.account`.
            task_id: The id of the task.
        """
        found = self._select("WHERE task_id = ? AND api = ? AND account = ?", (task_id, api, account))
        return found[0] if found else None

    def labels_of(self, task_ids: Iterable[str]) -> dict[str, str]:
        """Return the labels of the jobs that have these tasks, by the id of the task.

        Args:
            task_ids: The ids of the tasks.

        Raises:
            JobStoreError: The file cannot be read.
        """
        jobs = (
            job
            for ids in chunks(task_ids)
            for job in self._select(f"WHERE task_id IN ({', '.join('?' * len(ids))})", ids)
        )
        return {job.task_id: job.label for job in jobs if job.task_id and job.label}

    def labels_in_use(self, api: str, account: str, labels: Iterable[str]) -> set[str]:
        """Return those of some labels that jobs of an account have which were created, or may have been.

        Args:
            api: The name of the API.
            account: The account, as in `Job.account`.
            labels: The labels to look for.

        Raises:
            JobStoreError: The file cannot be read.
        """
        found: set[str] = set()
        created = "(task_id IS NOT NULL OR state <> 'error') AND api = ? AND account = ?"
        for some in chunks(labels):
            sql = (
                f"SELECT DISTINCT label FROM jobs WHERE label IN ({', '.join('?' * len(some))}) AND {created}"
            )
            with self._lock, self._errors():
                found.update(label for (label,) in self._file.execute(sql, (*some, api, account)))
        return found

    def find(
        self,
        *,
        states: Sequence[JobState] = (),
        api: str | None = None,
        account: str | None = None,
        variant: str | None = None,
        label: str | None = None,
        since: float | None = None,
        until: float | None = None,
        limit: int | None = None,
    ) -> Iterator[Job]:
        """Yield the jobs that match, the newest first. Jobs may change meanwhile.

        Args:
            states: Only jobs in these states. Default: in any.
            api: Only jobs of this API.
            account: Only jobs of this account.
            variant: Only jobs of this variant.
            label: Only jobs with this label.
            since: Only jobs that were recorded at this time or later, in seconds since 1970.
            until: Only jobs that were recorded before this time.
            limit: The most jobs to yield. Default: all.

        Raises:
            JobStoreError: The file cannot be read.
        """
        condition, values = where(states, api, account, variant, label, since, until)
        last: tuple[float, str] | None = None
        left = limit
        while left is None or left > 0:
            size = PAGE if left is None else min(left, PAGE)
            rest = "" if last is None else " AND (created_at, id) < (?, ?)"
            sql = f"WHERE {condition}{rest} ORDER BY created_at DESC, id DESC LIMIT {size}"
            jobs = self._select(sql, (*values, *(last or ())))
            yield from jobs
            if len(jobs) < size:
                return
            last = jobs[-1].created_at, jobs[-1].id
            left = None if left is None else left - size

    def sums(self, by: str, **criteria: Any) -> list[JobSum]:
        """Return how many jobs there are and what they cost, in groups.

        Args:
            by: What makes a group: day (UTC), variant, label, api or state.
            criteria: As those of `find`, without `limit`.

        Raises:
            ValueError: There is no such group.
            JobStoreError: The file cannot be read.
        """
        if by not in GROUPS:
            raise ValueError(f"by={by!r} must be one of {', '.join(GROUPS)}")
        condition, values = where(**criteria)
        counts = "count(*), sum(state = 'succeeded'), sum(NOT billed)"
        costs = "sum(cost) FILTER (WHERE billed), sum(cost_usd) FILTER (WHERE billed)"
        columns = f"{GROUPS[by]} AS k, cost_unit, {counts}, {costs}"
        sql = f"SELECT {columns} FROM jobs WHERE {condition} GROUP BY k, cost_unit ORDER BY k"
        sums: dict[str | None, JobSum] = {}
        with self._lock, self._errors():
            rows = self._file.execute(sql, values).fetchall()
        for key, unit, jobs, succeeded, unbilled, cost, usd in rows:
            before = sums.get(key) or JobSum(key, 0, 0, {}, None)
            in_usd = before.usd if usd is None else (before.usd or 0.0) + usd
            sums[key] = JobSum(
                key,
                before.jobs + jobs,
                before.succeeded + succeeded,
                {**before.costs, **({} if unit is None or cost is None else {unit: cost})},
                in_usd,
                before.unbilled + unbilled,
            )
        return [*sums.values()]

    def unsaved(self, until: float) -> list[Job]:
        """Return the jobs whose results are not saved, and whose links stop working by a time, in that order.

        Those whose links have stopped working are left out.

        Args:
            until: The time, in seconds since 1970.

        Raises:
            JobStoreError: The file cannot be read.
        """
        return self._select(
            "WHERE files IS NULL AND expires_at > ? AND expires_at <= ? ORDER BY expires_at",
            (self.clock(), until),
        )

    def interrupted(self, *, api: str | None = None, account: str | None = None) -> Iterator[Job]:
        """Yield the jobs whose create was cut off: those in the state `unknown`, and those of dead processes.

        Args:
            api: Only jobs of this API. Default: of any.
            account: Only jobs of this account, as in `Job.account`. Default: of any.

        Raises:
            JobStoreError: The file cannot be read.
        """
        for job in self.find(states=[JobState.CREATING, JobState.UNKNOWN], api=api, account=account):
            if job.state is JobState.UNKNOWN or not self._owned(job.id):
                yield job

    def close(self) -> None:
        """Close the file; jobs that this store had taken are free."""
        with self._lock, self._errors():
            self._file.close()
            self._owners.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"JobStore({str(self.path)!r})"

    def _owned(self, job_id: str, *, by_others: bool = False) -> bool:
        with self._lock, self._errors():
            row = self._file.execute("SELECT owner FROM jobs WHERE id = ?", (job_id,)).fetchone()
        owner = None if row is None else row[0]
        if owner is None or (by_others and owner == self._owners.id):
            return False
        return self._owners.alive(owner)

    def _find(self, job_id: str) -> Job | None:
        found = self._select("WHERE id = ?", (job_id,))
        return found[0] if found else None

    def _get(self, job_id: str) -> Job:
        job = self._find(job_id)
        if job is None:
            raise JobStoreError(f"{self.path} has no job {job_id!r}.")
        return job

    def _select(self, rest: str, values: Sequence[Any]) -> list[Job]:
        with self._lock, self._errors():
            rows = self._file.execute(f"SELECT {', '.join(COLUMNS)} FROM jobs {rest}", values).fetchall()
        return [_job(row) for row in rows]

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._lock, self._errors():
            self._file.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._file.execute("ROLLBACK")
                raise
            self._file.execute("COMMIT")

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise JobStoreError(f"The job store {self.path} cannot be used: {error}") from error


def _job(row: Sequence[Any]) -> Job:
    """Return a job. Its attributes are the columns, in their order: names would take twice the time."""
    values = [*row]
    values[_STATE] = _STATES[values[_STATE]]
    values[_BILLED] = bool(values[_BILLED])
    values[_FILES] = tuple(json.loads(values[_FILES])) if values[_FILES] else ()
    return Job(*values)
