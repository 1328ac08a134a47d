"""Where commands save results, and under which names."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from .._download.names import DEFAULT_NAME
from .._download.options import OnProgress
from ..client import Client
from ..storage import ObjectStorage
from ..task import Task

LEAST_TIME = 30.0
"""Seconds that downloads have at the end of the deadline, as a poll that is under way has its timeout."""


@dataclass(frozen=True, slots=True)
class Saving:
    """Where results are saved.

    Attributes:
        out: The folder, or object storage.
        name: The template of the names.
    """

    out: Path | ObjectStorage
    name: str = DEFAULT_NAME

    @property
    def words(self) -> list[str]:
        """The options that say the same to another command."""
        return ["-o", str(self.out), *(["--name", self.name] if self.name != DEFAULT_NAME else [])]

    def save(
        self, client: Client, task: Task, until: float | None = None, on_progress: OnProgress | None = None
    ) -> list[str]:
        """Download the results of a task, and return their paths or URLs.

        Args:
            client: A client of the task's API.
            task: The task.
            until: When the deadline passes, on the monotonic clock; None for no limit.
            on_progress: Called as bytes come. Default: nothing is.
        """
        left = None if until is None else max(until - time.monotonic(), LEAST_TIME)
        files = client.download(task, self.out, name=self.name, deadline=left, on_progress=on_progress)
        return [*map(str, files)]
