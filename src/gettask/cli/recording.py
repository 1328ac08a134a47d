"""The user's job store, which commands record jobs in unless it is turned off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click

from ..errors import JobStoreError
from ..jobs.reader import default_path
from ..jobs.store import JobStore
from . import config, output

NO_JOBS = click.option("--no-jobs", is_flag=True, help="Record nothing in the job store.")


def opened() -> JobStore:
    """Return the user's job store.

    Raises:
        JobStoreError: It cannot be opened.
        click.UsageError: The config file has a mistake.
    """
    known = config.jobs()
    return JobStore(
        known.path,
        survive_power_loss=known.survive_power_loss,
        webhook=known.webhook,
        webhook_secret=known.webhook_secret,
    )


@contextmanager
def recording(wanted: bool = True, *, existing: bool = False) -> Iterator[JobStore | None]:
    """Open the user's job store for a command.

    Yields None if recording is turned off, or, with `existing`, if there is no store yet. A store that cannot
    be opened is a warning: the command does what it is asked to all the same.
    """
    known = config.jobs()
    if not wanted or not known.enabled or (existing and not (known.path or default_path()).exists()):
        yield None
        return
    try:
        store = opened()
    except JobStoreError as error:
        output.message(f"gettask: warning: {error.message} The job is not recorded; --no-jobs says so.")
        yield None
        return
    with store:
        yield store


def labels_of(tasks: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the labels of the jobs of tasks (API and id), by the id of the task."""
    ids = [task_id for _, task_id in tasks]
    with recording(existing=True) as store:
        return {} if store is None else store.labels_of(ids)
