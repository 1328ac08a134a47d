"""What one client writes into a job store."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from .._contract.contract import Contract
from .._contract.jobs import idempotency_header, webhook_endpoint, webhook_secret
from .._contract.pointer import MISSING, lookup
from .._http.request import Request
from .._redact import printable
from ..errors import JobStoreError
from ..prices import estimate_of
from ..task import Task
from .model import Job, JobState, account_of

if TYPE_CHECKING:
    from .store import JobStore  # not loaded without a store: SQLite takes time to import

log = logging.getLogger("gettask")


class JobRecorder:
    """Records what one client does with jobs.

    Only `begin` may fail: what was paid for is not lost because it could not be recorded.

    Args:
        store: The store.
        contract: The contract of the API.
        key: The key of the client, of which only a hash is kept.
        base_url: The server, None for one of the spec's.
        region: The region of the spec's server.
    """

    def __init__(
        self, store: JobStore, contract: Contract, key: str, base_url: str | None, region: str | None
    ) -> None:
        self.store = store
        self.account = account_of(key)
        self._contract = contract
        self._base_url, self._region = base_url, region
        self._billed = base_url is None or urlsplit(base_url).hostname in _hosts(contract)

    def begin(
        self,
        sent: Request,
        variant: str | None,
        label: str | None,
        job_id: str | None,
        since: float | None = None,
    ) -> Job:
        """Record the intent to send a create request, or that one was sent at a time.

        Returns:
            The job, which has the id of its task if it was created before.

        Raises:
            JobConflictError: Another process is creating this job, or its id belongs to another request.
            JobUnknownError: An earlier create of this job was cut off.
            JobStoreError: The intent could not be recorded: nothing may be sent.
        """
        estimate, usd = self._estimate(sent.body or b"{}", variant)
        return self.store.begin(
            api=self._contract.api,
            account=self.account,
            request=sent.body or b"",
            deadline=self.store.clock() + self._contract.lifecycle.deadline,
            base_url=self._base_url,
            region=self._region,
            variant=variant,
            label=label,
            estimate=estimate,
            estimate_usd=usd,
            job_id=job_id,
            created_at=since,
            billed=self._billed,
        )

    def _estimate(self, body: bytes, name: str | None) -> tuple[float | None, float | None]:
        """Return the most that a request will cost, in the unit of the vendor and in US dollars."""
        variant = None if name is None else self._contract.variants.get(name)
        found = None if variant is None else estimate_of(self._contract, variant, json.loads(body))
        if found is None:
            return None, None
        return found.most.amount, None if found.most.usd is None else float(found.most.usd)

    def correlated(self, sent: Request, job: Job) -> Request:
        """Return the create request with the id of its job, where the API lets one be passed on.

        That is the header of an idempotency key, or the path of the webhook's URL if the store has one and
        the request has none.
        """
        if header := idempotency_header(self._contract):
            sent = replace(sent, headers={**sent.headers, header: job.id})
        at = webhook_endpoint(self._contract)
        if self.store.webhook is None or at is None:
            return sent
        body = json.loads(sent.body or b"{}")
        if lookup(body, at) is not MISSING:
            return sent
        _put(body, at.split("/")[1:], f"{self.store.webhook.rstrip('/')}/{job.id}")
        if self.store.webhook_secret and (secret := webhook_secret(self._contract)):
            _put(body, secret.split("/")[1:], self.store.webhook_secret)
        return replace(sent, body=json.dumps(body, ensure_ascii=False, allow_nan=False).encode())

    def created(self, job: Job, task_id: str, polling_url: str | None = None) -> None:
        """Record the id of the task, and the URL to poll if the response names one, right after it."""
        with _Logged(job, f"task {printable(task_id)} was created"):
            self.store.created(job.id, task_id, polling_url)

    def failed(self, job: Job, error: BaseException, task_id: str | None) -> None:
        """Record what ended a create request.

        Args:
            job: The job.
            error: What ended it; its `outcome_unknown` says whether the task may exist.
            task_id: The id of the task if the response had one.
        """
        task = getattr(error, "task", None)
        handle = getattr(error, "handle", None)
        task_id = task_id or (None if handle is None else handle.id)
        with _Logged(job, f"its create ended by {type(error).__name__}"):
            if task_id is None:
                unknown = getattr(error, "outcome_unknown", True)
                self.store.not_created(job.id, error, outcome_unknown=unknown)
                return
            self.store.created(job.id, task_id)
            if isinstance(task, Task):
                self.store.observe(task, self.account)

    def observe(self, task: Task[Any]) -> None:
        """Record the end of a task."""
        if task.phase.terminal:
            with _Logged(None, f"task {printable(task.id)} has ended"):
                self.store.observe(task, self.account)

    def saved(self, task: Task[Any], files: Iterable[Path | str]) -> None:
        """Record the files of a task."""
        with _Logged(None, f"the results of task {printable(task.id)} were saved"):
            job = self.store.job_of(task.api, self.account, task.id)
            if job is not None:
                self.store.saved(job.id, files)

    def interrupted(self) -> list[Job]:
        """Return the jobs of this account at this server whose create was cut off, the oldest first."""
        jobs = self.store.interrupted(api=self._contract.api, account=self.account)
        return self.own(jobs)[::-1]

    def own(self, jobs: Iterable[Job]) -> list[Job]:
        """Return those of some jobs that are of this account at this server."""
        here = self._contract.api, self.account, self._base_url, self._region
        return [job for job in jobs if (job.api, job.account, job.base_url, job.region) == here]

    def not_found(self, job: Job, reason: str) -> Job:
        """Record that the task of a job was searched for and not found."""
        if job.state is not JobState.UNKNOWN or job.error is None:
            self.store.not_created(job.id, JobStoreError(reason), outcome_unknown=True)
        return self.store.get(job.id)


class _Logged:
    """Logs a record that could not be written, instead of raising it."""

    def __init__(self, job: Job | None, happened: str) -> None:
        self._name = "" if job is None else f"job {job.id}: "
        self._happened = happened

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, _: object, error: BaseException | None, __: object) -> bool:
        """Log an error of the store."""
        if not isinstance(error, JobStoreError):
            return False
        log.error("%s%s, but that could not be recorded: %s", self._name, self._happened, error)
        return True


def _hosts(contract: Contract) -> set[str | None]:
    """Return the hosts of an API's own servers."""
    urls = [server.url for server in contract.servers]
    urls += [each.server for each in contract.operations.values() if each.server is not None]
    return {urlsplit(url).hostname for url in urls}


def _put(body: dict[str, Any], path: list[str], value: str) -> None:
    for name in path[:-1]:
        body = body.setdefault(name, {})
    body[path[-1]] = value
