"""What keeps a create from being sent twice, although Temporal attempts its activity again.

A create that is refused for too many requests is attempted again, by Temporal's own retries: they leave no
event in the history, however many there are. Each refused attempt leaves its number behind. An attempt that
does not find the number of the one before it sends nothing: what became of that one is not known.
"""

from __future__ import annotations

from datetime import timedelta

from temporalio import activity
from temporalio.exceptions import ApplicationError, ApplicationErrorCategory

from .model import RATE_LIMITED, UNKNOWN


def check_unsent() -> None:
    """Let an attempt of a create go on if no earlier one can have created anything.

    Raises:
        ApplicationError: An earlier attempt was cut off.
    """
    info = activity.info()
    if info.attempt > 1 and [*info.heartbeat_details] != [info.attempt - 1]:
        raise ApplicationError(
            "an earlier attempt was cut off",
            type=UNKNOWN,
            non_retryable=True,
            category=ApplicationErrorCategory.BENIGN,
        )


def refused(message: str, pause: float | None) -> ApplicationError:
    """Note that this attempt was refused for too many requests, and return the error that ends it.

    Args:
        message: What the API says.
        pause: Seconds after which it may be attempted again, None if the API names none.
    """
    activity.heartbeat(activity.info().attempt)
    delay = None if pause is None else timedelta(seconds=pause)
    return ApplicationError(
        message, type=RATE_LIMITED, next_retry_delay=delay, category=ApplicationErrorCategory.BENIGN
    )
