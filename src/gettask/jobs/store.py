"""The job store: a record of jobs that outlives the process."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from .._redact import redact
from ..errors import JobConflictError, JobStoreError, JobUnknownError
from ..task import Task
from .model import Job, JobState, check_same, expiry_of, hash_of, new_id
from .reader import JobReader
from .schema import chunks, where

SET_BACK = 0.5
"""Seconds by which a clock may lag behind what was recorded before it counts as set back."""


class JobStore(JobReader):
    """A record of jobs that outlives the process: what was to be created, was created, and became of it.

    The intent to create a job is in the file before its request is sent, the id of its task right after the
    response. So there is at most one create for each job id, whichever process dies. Threads and processes
    may share a store. It holds requests, so only its owner may read the file; keys are not stored.

    Args:
        path: The file, which is made if need be. Default: `default_path()`.
        survive_power_loss: Whether each record waits until the disk has it. Without it records survive the
            death of any process, but not of the machine. Default: False.
        webhook: A URL of yours that webhooks are posted to, for APIs that take one with each request, such as
            https://hooks.example.com/gettask. The id of the job is added to its path, so that the first
            delivery tells which task it has; see `WebhookApp` and `adopt`. Default: none.
        webhook_secret: What the API sends back with each delivery to `webhook`. It is not stored. Default:
            none.
        clock: Returns seconds since 1970. Default: the machine's.

    Raises:
        JobStoreError: The file cannot be made, or is not a job store.

    Example:
        >>> with JobStore() as jobs, PiAPI(jobs=jobs) as piapi:
        ...     task = piapi.run(request, job_id="song-7")  # run again, it goes on with the same task
    """

    def begin(
        self,
        *,
        api: str,
        account: str,
        request: bytes,
        deadline: float,
        base_url: str | None = None,
        region: str | None = None,
        variant: str | None = None,
        label: str | None = None,
        estimate: float | None = None,
        estimate_usd: float | None = None,
        job_id: str | None = None,
        created_at: float | None = None,
        billed: bool = True,
    ) -> Job:
        """Record the intent to create a job, before its request is sent.

        Args:
            api: The name of the API.
            account: The hash of the key, from `account_of`.
            request: The body of the create request.
            deadline: When the wait for the job ends for good, in seconds since 1970.
            base_url: The server, if it is none of the spec's.
            region: The region of the spec's server.
            variant: The variant.
            label: A name for it.
            estimate: The most that it will cost, in the unit of the vendor.
            estimate_usd: The same in US dollars.
            job_id: The id of the job. Default: a random one.
            created_at: When it was recorded elsewhere, in seconds since 1970. Default: now.
            billed: Whether the server is one of the API's own, so that the job costs money. Default: True.

        Returns:
            The job. It is in the state `creating` if its request is to be sent now. Otherwise it was created
            before, and has the id of its task.

        Raises:
            JobConflictError: Another process is creating this job, or its id belongs to another request.
            JobUnknownError: An earlier create of this job was cut off.
            JobStoreError: The intent could not be recorded.
        """
        now, owner = self.clock(), self._claim()
        row = {
            "id": job_id or new_id(now),
            "api": api,
            "account": account,
            "state": JobState.CREATING,
            "base_url": base_url,
            "region": region,
            "variant": variant,
            "label": label,
            "request": request,
            "request_hash": hash_of(request),
            "created_at": now if created_at is None else created_at,
            "updated_at": now,
            "deadline": deadline,
            "estimate": estimate,
            "estimate_usd": estimate_usd,
            "billed": billed,
            "owner": owner,
        }
        with self._transaction():
            known = None if job_id is None else self._find(job_id)
            if known is None:
                names = ", ".join(row)
                marks = ", ".join("?" * len(row))
                self._file.execute(f"INSERT INTO jobs ({names}) VALUES ({marks})", [*row.values()])
                return self._get(str(row["id"]))
            check_same(known, row)
            if known.task_id is not None:
                return known
            self._check_free(known)
            # Nothing was created: the id is free for another attempt.
            changes = {name: row[name] for name in ("state", "updated_at", "deadline", "owner")}
            self._change(known.id, error=None, **changes)
            return self._get(known.id)

    def created(self, job_id: str, task_id: str, polling_url: str | None = None) -> None:
        """Record the id of the task of a job, right after the response.

        Args:
            job_id: The id of the job.
            task_id: The id of the task.
            polling_url: The URL to poll, if the response names one.

        Raises:
            JobStoreError: It could not be recorded.
        """
        with self._transaction():
            values = {"task_id": task_id, "polling_url": polling_url}
            self._change(job_id, state=JobState.OPEN, error=None, owner=None, **values)

    def not_created(self, job_id: str, error: BaseException, *, outcome_unknown: bool) -> None:
        """Record that a create request has failed.

        Args:
            job_id: The id of the job.
            error: What ended the request.
            outcome_unknown: Whether the task may exist all the same.

        Raises:
            JobStoreError: It could not be recorded.
        """
        state = JobState.UNKNOWN if outcome_unknown else JobState.ERROR
        text = redact(f"{type(error).__name__}: {error}")
        with self._transaction():
            self._change(job_id, state=state, error=text, owner=None)

    def adopt(self, job_id: str, task_id: str) -> Job:
        """Record which task a job has whose create request was cut off, as its webhook or a list shows.

        Args:
            job_id: The id of the job.
            task_id: The id of the task, as the API calls it.

        Returns:
            The job, in the state `open` unless it had a task before.

        Raises:
            JobConflictError: Another job has this task.
            JobStoreError: There is no such job, or it could not be recorded.
        """
        with self._transaction():
            job = self._get(job_id)
            if job.task_id is not None:
                return job
            if self.job_of(job.api, job.account, task_id) is not None:
                raise JobConflictError(f"Task {task_id!r} belongs to another job than {job_id!r}.")
            self._change(job_id, state=JobState.OPEN, task_id=task_id, error=None, owner=None)
            return self._get(job_id)

    def disown(self, job_id: str, reason: str) -> Job:
        """Record that the task of a job is that of another one: the job is `unknown`, and has no task.

        Args:
            job_id: The id of the job.
            reason: Why, as the error of the job.

        Returns:
            The job as it is now.

        Raises:
            JobStoreError: There is no such job, or it could not be recorded.
        """
        with self._transaction():
            gone = {"task_id": None, "polling_url": None}
            self._change(job_id, state=JobState.UNKNOWN, error=reason, owner=None, **gone)
            return self._get(job_id)

    def observe(self, task: Task[Any], account: str) -> None:
        """Record the end of a task, if it is the task of a job.

        Args:
            task: The task as a poll shows it. Before its end nothing is recorded.
            account: The hash of the key that polled it.

        Raises:
            JobStoreError: It could not be recorded.
        """
        if not task.phase.terminal:
            return
        cost = task.cost
        with self._transaction():
            job = self.job_of(task.api, account, task.id)
            if job is None or (job.state.final and job.state is not JobState.ERROR):
                return
            self._change(
                job.id,
                state=JobState.SUCCEEDED if task.phase.succeeded else JobState.FAILED,
                status=task.status,
                error=None if task.error is None else redact(str(task.error)),
                cost=None if cost is None else cost.amount,
                cost_unit=None if cost is None else cost.unit,
                cost_usd=None if cost is None or cost.usd is None else float(cost.usd),
                expires_at=expiry_of(task, self.clock()),
            )

    def saved(self, job_id: str, files: Iterable[Path | str]) -> None:
        """Record where the results of a job were saved.

        Args:
            job_id: The id of the job.
            files: The paths, or in object storage the URLs.

        Raises:
            JobStoreError: It could not be recorded.
        """
        with self._transaction():
            self._change(job_id, files=json.dumps([str(path) for path in files]))

    def give_up(self, job_id: str, reason: str) -> None:
        """End a job in the state `error`, so that its id is free for another create if it has no task.

        Of a job in the state `unknown` this is the caller's word that it may be ordered anew.

        Args:
            job_id: The id of the job.
            reason: Why, as the error of the job.

        Raises:
            JobConflictError: Another process works on it.
            JobStoreError: There is no such job, or it could not be recorded.
        """
        with self._transaction():
            job = self._get(job_id)
            if self._owned(job_id, by_others=job.state is not JobState.CREATING):
                raise JobConflictError(f"Another process works on job {job_id!r}.")
            self._change(job_id, state=JobState.ERROR, error=reason, owner=None)

    def prolong(self, job_ids: Iterable[str], deadline: float) -> None:
        """Move the deadline of jobs, in seconds since 1970.

        Args:
            job_ids: The ids of the jobs.
            deadline: The new deadline, in seconds since 1970.

        Raises:
            JobStoreError: It could not be recorded.
        """
        with self._transaction():
            self._file.executemany(
                "UPDATE jobs SET deadline = ? WHERE id = ?", [(deadline, job_id) for job_id in job_ids]
            )

    def claim(self, job_ids: Iterable[str]) -> list[str]:
        """Take jobs, so that no other process works on them until `release`, or until this process ends.

        Args:
            job_ids: The ids of the jobs.

        Returns:
            The ids of those that are taken now. The others are being worked on elsewhere.

        Raises:
            JobStoreError: It could not be recorded.
        """
        owner = self._claim()
        alive: dict[str | None, bool] = {None: False, owner: False}
        taken: list[str] = []
        with self._transaction():
            for ids in chunks(job_ids):
                marks = ", ".join("?" * len(ids))
                rows = self._file.execute(f"SELECT id, owner FROM jobs WHERE id IN ({marks})", ids)
                for job_id, other in rows.fetchall():
                    if other not in alive:
                        alive[other] = self._owners.alive(other)
                    if not alive[other]:
                        taken.append(job_id)
            for ids in chunks(taken):
                marks = ", ".join("?" * len(ids))
                self._file.execute(f"UPDATE jobs SET owner = ? WHERE id IN ({marks})", [owner, *ids])
        return taken

    def release(self, job_ids: Iterable[str]) -> None:
        """Let other processes take jobs.

        Args:
            job_ids: The ids of the jobs. One that this process has not taken is left as it is.

        Raises:
            JobStoreError: It could not be recorded.
        """
        with self._transaction():
            for ids in chunks(job_ids):
                marks = ", ".join("?" * len(ids))
                sql = f"UPDATE jobs SET owner = NULL WHERE owner = ? AND id IN ({marks})"
                self._file.execute(sql, [self._owners.id, *ids])

    def take_turn(self, api: str, account: str, gap: float) -> float:
        """Take the turn of a create of an account, of all processes that share the file, if there is one now.

        Args:
            api: The name of the API.
            account: The hash of the key, from `account_of`.
            gap: Seconds from this create to the next one at least.

        Returns:
            0 if the create may begin now; otherwise the seconds until the next turn, and none was taken.

        Raises:
            JobStoreError: The file cannot be used.
        """
        with self._transaction():
            now = self.clock()
            pause = self._next_turn(api, account, now) - now
            if pause <= 0 < gap:
                self._set_turn(api, account, now + gap, now)
        return max(pause, 0.0)

    def hold(self, api: str, account: str, seconds: float) -> None:
        """Let no create of an account have a turn for some seconds, as the API asks.

        Args:
            api: The name of the API.
            account: The account, as in `Job.account`.
            seconds: For how long, from now on. A longer hold that was asked for before stays.

        Raises:
            JobStoreError: The file cannot be used.
        """
        with self._transaction():
            now = self.clock()
            self._set_turn(api, account, max(self._next_turn(api, account, now), now + seconds), now)

    def _next_turn(self, api: str, account: str, now: float) -> float:
        """Return when a create may begin, in seconds since 1970. A clock that was set back starts anew."""
        sql = "SELECT next, changed_at FROM turns WHERE api = ? AND account = ?"
        turn, changed_at = self._file.execute(sql, (api, account)).fetchone() or (now, now)
        return float(turn) if changed_at <= now + SET_BACK else now

    def _set_turn(self, api: str, account: str, turn: float, now: float) -> None:
        self._file.execute("INSERT OR REPLACE INTO turns VALUES (?, ?, ?, ?)", (api, account, turn, now))

    def prune(self, before: float) -> int:
        """Delete the jobs that were recorded before a time and are final.

        Jobs in the state `unknown` stay.

        Args:
            before: The time, in seconds since 1970.

        Returns:
            How many jobs were deleted.

        Raises:
            JobStoreError: They could not be deleted.
        """
        final = [state for state in JobState if state.final and state is not JobState.UNKNOWN]
        condition, values = where(states=final, until=before)
        with self._transaction():
            return self._file.execute(f"DELETE FROM jobs WHERE {condition}", values).rowcount

    def _check_free(self, job: Job) -> None:
        """Raise unless a job without a task may be created now."""
        if job.state is JobState.CREATING and self._owned(job.id):
            raise JobConflictError(f"Another process is creating job {job.id!r}.")
        if job.state is not JobState.ERROR:
            raise JobUnknownError(
                f"An earlier create of job {job.id!r} was cut off, and its task may exist: adopt it, or give "
                "the job up to create it anew."
            )

    def _claim(self) -> str:
        with self._lock, self._errors():
            return self._owners.claim()

    def _change(self, job_id: str, **values: Any) -> None:
        values.setdefault("updated_at", self.clock())
        names = ", ".join(f"{name} = ?" for name in values)
        changed = self._file.execute(f"UPDATE jobs SET {names} WHERE id = ?", [*values.values(), job_id])
        if changed.rowcount == 0:
            raise JobStoreError(f"{self.path} has no job {job_id!r}.")
