# Made of src/gettask/_async/jobs.py by `make generate`: edit that one.
"""The operations on recorded jobs."""

from __future__ import annotations

import logging
from collections.abc import Callable, Container, Iterable, Mapping
from contextlib import suppress
from datetime import UTC
from functools import partial
from typing import TYPE_CHECKING, Any

from .._contract.jobs import echoes, idempotency_header, task_lists, webhook_endpoint
from .._contract.pointer import lookup
from .._redact import printable
from ..errors import GettaskError, SearchLimitError, TaskNotFoundError
from ..task import Task
from .concurrency import agrees
from .results import ResultsClient

if TYPE_CHECKING:
    from ..jobs.model import Job
    from ..jobs.recorder import JobRecorder

log = logging.getLogger("gettask")

SKEW = 300.0
"""Seconds by which the clock of the API may differ from that of this machine."""
PAGES = 20
"""Responses of one list that are read at most, unless the caller says otherwise."""


class JobsClient(ResultsClient):
    """What `Client` does with recorded jobs."""

    def adopt(
        self,
        job_ids: Iterable[str] | None = None,
        *,
        accept: Callable[[Job, str], object] | None = None,
        others: Container[str] = frozenset(),
        pages: int = PAGES,
    ) -> list[Job]:
        """Look for the tasks of jobs whose create request was cut off. Nothing is created.

        An API with an idempotency key is asked again with the key of the job. Otherwise the account's lists
        of tasks are searched around the time of the job. A task is adopted if what it repeats of its request
        is equal, and no other job has it.

        Args:
            job_ids: The jobs. Default: all of this account whose create was cut off.
            accept: Called with a job and the id of the task that it would adopt from a list; False leaves the
                task to others, such as jobs that another machine has recorded. Default: all are taken.
            others: Ids of tasks that are known to be those of other jobs: they are not polled.
            pages: The most responses of each list that are read.

        Returns:
            These jobs as they are then: in the state `open` those whose task was found, in the state
            `unknown` the others.

        Raises:
            ValueError: The client has no job store.
            SearchLimitError: A list has more pages, and jobs were not found in those that were read.
                Nothing is known of these jobs.
            GettaskError: The lists cannot be read. Nothing is known of the jobs that were not found by then.

        Example:
            >>> [job.id for job in piapi.adopt() if job.state is JobState.UNKNOWN]
            []
        """
        if self._jobs is None:
            raise ValueError("adopt needs a job store: pass jobs= to the client")
        jobs, store = self._jobs, self._jobs.store
        wanted = None if job_ids is None else {*job_ids}
        cut_off = [job for job in jobs.interrupted() if wanted is None or job.id in wanted]
        taken = {*store.claim(job.id for job in cut_off)}
        cut_off = [job for job in cut_off if job.id in taken]
        try:
            if idempotency_header(self.contract):
                for job in cut_off:
                    self._ask_again(jobs, job)
            elif cut_off:
                self._search(jobs, cut_off, accept, others, pages)
            missing = [job for job in map(store.get, sorted(taken)) if job.task_id is None]
            for job in missing:
                jobs.not_found(job, "Its create was cut off, and no list of the account shows its task.")
        finally:
            store.release(taken)
        return [store.get(job.id) for job in cut_off]

    def unrecorded(self, since: float, until: float, *, pages: int = PAGES) -> list[str]:
        """Return the ids of tasks in the account's lists that no job has.

        Args:
            since: Tasks from this time on, in seconds since 1970, where the list can be narrowed.
            until: Tasks up to this time.
            pages: The most responses of each list that are read.

        Raises:
            ValueError: The client has no job store.
            SearchLimitError: A list has more pages; the error has what was found in those that were read.
            GettaskError: The lists cannot be read.
        """
        if self._jobs is None:
            raise ValueError("unrecorded needs a job store: pass jobs= to the client")
        found, limit = self._listed(self._jobs, since, until, pages)
        if limit is not None:
            raise limit
        return found

    def expect(
        self,
        request: Mapping[str, Any],
        *,
        variant: str,
        job_id: str,
        since: float,
        label: str | None = None,
    ) -> Job:
        """Record a job whose create was cut off on another machine, so that `adopt` looks for its task here.

        Args:
            request: The JSON that was sent.
            variant: What it creates.
            job_id: The id of the job.
            since: When it was sent at the earliest, in seconds since 1970.
            label: The label of the job.

        Returns:
            The job, in the state `unknown`.

        Raises:
            JobConflictError: The id belongs to another request.
            JobUnknownError: The job is recorded as unknown already.
            JobStoreError: The job could not be recorded.
            ValueError: The client has no job store.
        """
        if self._jobs is None:
            raise ValueError("expect needs a job store: pass jobs= to the client")
        created = self._requests.variant_of(request, variant)
        sent = self._requests.create(request, created)
        job = self._jobs.begin(sent, variant, label, job_id, since)
        return self._jobs.not_found(job, "Its create was cut off on another machine.")

    @property
    def account_hash(self) -> str:
        """The hash of the key, which names its account in the job store.

        Raises:
            ValueError: The client has no job store.
        """
        if self._jobs is None:
            raise ValueError("account_hash needs a job store: pass jobs= to the client")
        return self._jobs.account

    def own_jobs(self, jobs: Iterable[Job]) -> list[Job]:
        """Return those of some jobs that were created with the key of this client at its server.

        Args:
            jobs: Jobs of the job store.
        """
        return [] if self._jobs is None else self._jobs.own(jobs)

    def _ask_again(self, jobs: JobRecorder, job: Job) -> None:
        """Send the create request of a job with its idempotency key, so that nothing is created twice."""
        variant = None if job.variant is None else self.contract.variants.get(job.variant)
        sent = jobs.correlated(self._requests.create(job.body(), variant), job)
        created = self._sender.send(sent, self._parser.created)
        jobs.created(job, created.id, created.polling_url)

    def _search(
        self,
        jobs: JobRecorder,
        cut_off: list[Job],
        accept: Callable[[Job, str], object] | None,
        others: Container[str],
        pages: int,
    ) -> None:
        """Adopt the tasks of the account's lists that are those of jobs."""
        since = min(job.created_at for job in cut_off) - SKEW
        until = max(job.updated_at for job in cut_off) + SKEW
        ids, limit = self._listed(jobs, since, until, pages)
        for id in ids:
            if not cut_off:
                return
            if id in others:
                continue
            try:
                read = partial(self._parser.task, requested=self._requests.handle(id))
                task = self._sender.send(self._requests.get(id), read)
            except TaskNotFoundError:
                continue
            found = next((job for job in cut_off if self._is_of(jobs, task, job)), None)
            if found is not None and agrees(accept, found, id):
                jobs.store.adopt(found.id, id)
                jobs.observe(task)
                cut_off = [job for job in cut_off if job is not found]
                log.warning("%s task %s is that of job %s: adopted", self.api, printable(id), found.id)

        if cut_off and limit is not None:
            raise limit

    def _listed(
        self, jobs: JobRecorder, since: float, until: float, pages: int
    ) -> tuple[list[str], SearchLimitError | None]:
        """Return the ids of the tasks in the account's lists that no job has, and whether a list has more."""
        found: dict[str, None] = {}
        longer: tuple[str, str | None] | None = None
        for tasks in task_lists(self.contract):
            last: str | None = None
            for number in range(pages):
                query = tasks.query(since, until, number)
                request = self._requests.build(tasks.operation, query=query)
                document = self._sender.send(request, self._parser.json)
                ids = tasks.ids(document)
                found.update(dict.fromkeys(ids))
                last = ids[-1] if ids else last
                if tasks.is_last(document):
                    break
            else:
                longer = tasks.operation, last
        store, account = jobs.store, jobs.account
        new = [id for id in found if store.job_of(self.api, account, id) is None]
        return new, None if longer is None else self._limit(*longer, pages, len(found), new)

    def _limit(
        self, operation: str, last: str | None, pages: int, listed: int, found: list[str]
    ) -> SearchLimitError:
        """Return the error of a list that was not read to its end; `last` is the last task that was read."""
        back = ""
        if last is not None:
            with suppress(GettaskError):  # it only says how far the search went
                read = partial(self._parser.task, requested=self._requests.handle(last))
                created = (self._sender.send(self._requests.get(last), read)).created_at
                back = "" if created is None else f", back to {created.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
        return SearchLimitError(
            f"{self.contract.title} lists more tasks than were searched: {listed}, on {pages} "
            f"page{'s' * (pages != 1)} of {operation}{back}. `gettask jobs recover --pages {pages * 2}` "
            "reads more.",
            found,
        )

    def _is_of(self, jobs: JobRecorder, task: Task[Any], job: Job) -> bool:
        """Return whether a task was created by the request of a job."""
        body, endpoint = task.body, webhook_endpoint(self.contract)
        webhook = jobs.store.webhook
        if webhook is not None and endpoint is not None:
            shown = lookup(body, endpoint)
            if isinstance(shown, str) and shown.startswith(webhook.rstrip("/") + "/"):
                return shown.rpartition("/")[2] == job.id
        created = None if task.created_at is None else task.created_at.timestamp()
        if created is not None and not job.created_at - SKEW <= created <= job.updated_at + SKEW:
            return False
        if None not in (task.variant, job.variant) and task.variant != job.variant:
            return False
        compared, equal = echoes(self.contract, job.body(), body)
        return equal and compared > 0
