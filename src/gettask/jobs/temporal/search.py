"""The searches of one worker for tasks of creates that were cut off: one at a time, for all jobs that wait.

A search reads lists of the account and polls what nobody has. Where an API is slow, many creates are cut off;
a search for each of them would keep it slow.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Container
from typing import Any

from ..._sync.client import Client

EARLIER = 600.0
"""Seconds by which a job may have been submitted before one whose task is searched for."""


class SharedSearch:
    """The searches of one worker in the lists of one API. Threads may share it.

    Args:
        client: The client of the API, with the job store.
        claim: Takes a task for a job; False if another job has it, on whatever machine.
        owned: Returns the tasks of jobs that were submitted since a time, on whatever machine.
    """

    def __init__(
        self,
        client: Client[Any],
        claim: Callable[[str, str, str], bool],
        owned: Callable[[float], Container[str]],
    ) -> None:
        self._client, self._claim, self._owned = client, claim, owned
        self._waiting: dict[str, float] = {}
        self._searching, self._lock = threading.Lock(), threading.Lock()

    @property
    def waiting(self) -> int:
        """How many jobs wait for the next search."""
        return len(self._waiting)

    def find(self, job_id: str, since: float) -> None:
        """Adopt the task of a job whose create was cut off, if it is found.

        Args:
            job_id: The job, which the job store has.
            since: When its create was sent at the earliest, in seconds since 1970.

        Raises:
            GettaskError: The lists cannot be read.
        """
        with self._lock:
            self._waiting[job_id] = since
        with self._searching:
            with self._lock:
                if job_id not in self._waiting:  # another thread has searched for it as well
                    return
                jobs, self._waiting = self._waiting, {}
            try:
                self._client.adopt(
                    jobs,
                    accept=lambda job, task_id: self._claim(job.api, task_id, job.id),
                    others=self._owned(min(jobs.values()) - EARLIER),
                )
            except BaseException:
                with self._lock:  # the others search for themselves
                    self._waiting = {id: at for id, at in jobs.items() if id != job_id} | self._waiting
                raise
