"""What keeps a create from being sent twice, although Temporal attempts its activity again.

Temporal's retries leave no event in the history, however many there are. Each attempt does one thing: it
sends the create, or it searches for the task of one that was cut off. An attempt after which a create may be
sent leaves its number behind. One that does not find the number of the attempt before it searches.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import copy_context
from datetime import timedelta

from temporalio import activity
from temporalio.exceptions import ApplicationError, ApplicationErrorCategory

from .model import MAX_CREATES, RATE_LIMITED, SEARCH_TIMEOUT, UNKNOWN, JobOrder

AT_ONCE = timedelta(milliseconds=1)
SOON = timedelta(seconds=1)
"""The pause before a task is searched for: an API may list it a moment late."""
BEATS = 3
"""How many beats a search has in the time after which a silent worker counts as dead."""


class RefusedError(Exception):
    """A create was refused for too many requests, or its turn has not come: nothing was created.

    Args:
        message: What the API says.
        pause: Seconds after which it may be attempted again, None if the API names none.
    """

    def __init__(self, message: str, pause: float | None) -> None:
        super().__init__(message)
        self.pause = pause


def attempt(
    order: JobOrder, *, cut_off: bool, send: Callable[[], str], search: Callable[[], str | None]
) -> str:
    """Send the create of a job, or search for its task if an earlier attempt was cut off; return its task.

    Args:
        order: The job.
        cut_off: Whether a create of it was cut off before the first attempt.
        send: Sends the create once, and returns the id of the task. It may raise `RefusedError`. What else it
            raises is tried again by a search, unless it cannot be retried.
        search: Returns the id of the task, None if it was not found.

    Raises:
        ApplicationError: There is no task, now or for good.
    """
    info = activity.info()
    ended, anew, failing = info.heartbeat_details or (0, 0, 0.0)
    if ended == info.attempt - 1 and not (cut_off and info.attempt == 1):
        try:
            return send()
        except RefusedError as error:
            activity.heartbeat(info.attempt, anew, 0.0)
            pause = None if error.pause is None else timedelta(seconds=error.pause)
            raise _again(str(error), RATE_LIMITED, pause) from None
    now, patience = info.started_time.timestamp(), max(order.deadline, SEARCH_TIMEOUT.total_seconds())
    failing = failing or now
    if now - failing > 2 * patience:
        raise unknown("its create was cut off, and no search for its task has ended")
    try:
        with _beating(0, anew, failing):
            task_id = search()
    except Exception as error:
        if now - failing < patience:
            raise
        message = f"its create was cut off, and its task could not be searched for: {error}"
        raise unknown(message) from None
    if task_id is not None:
        return task_id
    if not order.recreate_unknown or anew + 1 >= MAX_CREATES:
        raise unknown("its create was cut off, and no list of the account shows its task")
    activity.heartbeat(info.attempt, anew + 1, 0.0)
    raise _again("its task was not found: it is ordered anew", UNKNOWN, AT_ONCE)


def lost(message: str) -> ApplicationError:
    """Return the error of a create that was cut off: the next attempt searches."""
    return _again(message, UNKNOWN, SOON)


def unknown(message: str) -> ApplicationError:
    """Return the error of a job whose task may exist, and is not searched for any more."""
    return ApplicationError(
        message, type=UNKNOWN, non_retryable=True, category=ApplicationErrorCategory.BENIGN
    )


def _again(message: str, kind: str, pause: timedelta | None) -> ApplicationError:
    return ApplicationError(
        message, type=kind, next_retry_delay=pause, category=ApplicationErrorCategory.BENIGN
    )


@contextmanager
def _beating(*details: float) -> Iterator[None]:
    """Tell Temporal that this attempt lives, for as long as it takes."""
    silent = activity.info().heartbeat_timeout
    interval = (silent or SEARCH_TIMEOUT).total_seconds() / BEATS
    ended, context = threading.Event(), copy_context()

    def beat() -> None:
        while not ended.wait(interval):
            context.run(activity.heartbeat, *details)

    activity.heartbeat(*details)
    thread = threading.Thread(target=beat, name="gettask-beat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
