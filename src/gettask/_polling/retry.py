"""The retry policy: what is retried, how long the pauses are, and how Retry-After is honoured. Pure.

Retried are requests without a response (network, timeout), HTTP 408, 425, 429 and from 500 on, and responses
that are not the API's own, such as redirects and pages of gateways: errors whose `retryable` is true. A
request that creates a task is retried only if no byte of it can have left, since a second one may be a second
bill.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Protocol

RETRYABLE_STATUSES = frozenset({408, 425})
"""HTTP statuses after which any error of the API is retried; those of 429 and from 500 on always are."""

RETRYABLE_DOWNLOAD_STATUSES = RETRYABLE_STATUSES | {416, 429}
"""The same for the host of a result: after 416 the download starts again from its first byte."""

MAX_RETRY_AFTER = 300.0
"""Seconds that a wait follows a server's Retry-After at most."""

MAX_PAUSE = 30.0
"""Seconds between two attempts of one request at most; a request that has to pause longer has failed."""

INITIAL, MULTIPLIER, MAXIMUM = 0.5, 2.0, 8.0
"""The pauses between attempts, in seconds, before jitter: 0.5, 1, 2, 4, 8, 8, …"""


class RequestError(Protocol):
    """What the policy reads of an error; `sent` and `retry_after` are read where an error has them."""

    retryable: bool


def is_retryable(status: int) -> bool:
    """Say whether a response of this HTTP status may be followed by another, whoever it comes from."""
    return status in RETRYABLE_STATUSES or status == 429 or status >= 500


def is_retryable_download(status: int | None) -> bool:
    """Say whether a result may come later from a host that answered with this HTTP status."""
    return status is not None and (status in RETRYABLE_DOWNLOAD_STATUSES or status >= 500)


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How often one request is sent again, and after which pause.

    Attributes:
        retries: Attempts after the first one; `math.inf` for no limit.
    """

    retries: float = 2

    @classmethod
    def of(cls, retries: int | None) -> RetryPolicy:
        """Return the policy for the argument of a client, None for no limit.

        Raises:
            ValueError: It is below 0, or not a number.
        """
        if retries is not None and not retries >= 0:
            raise ValueError(f"retries={retries!r}: expected a number, 0 for none, or None for no limit")
        return cls(math.inf if retries is None else retries)

    def pause(
        self, error: RequestError, attempts: int, random: float, *, idempotent: bool = True
    ) -> float | None:
        """Return the seconds before the next attempt, with full jitter; None if there is none.

        Args:
            error: What the last attempt failed with.
            attempts: Attempts that failed before the last one.
            random: A number from [0, 1).
            idempotent: Whether the request may reach the API twice.
        """
        if not error.retryable or attempts >= self.retries:
            return None
        if not idempotent and getattr(error, "sent", True):
            return None
        pause = max(random * backoff(INITIAL, MULTIPLIER, MAXIMUM, attempts), retry_after(error))
        return pause if pause <= MAX_PAUSE else None


def backoff(initial: float, multiplier: float, maximum: float, times: int) -> float:
    """Return initial × multiplier^times, at most `maximum`."""
    try:
        return min(maximum, initial * multiplier**times)
    except OverflowError:  # after some thousand polls; the maximum was reached long before
        return maximum


def retry_after(error: object) -> float:
    """Return the seconds that an error's Retry-After asks for, bounded; 0 if it has none."""
    return min(getattr(error, "retry_after", None) or 0.0, MAX_RETRY_AFTER)


def read_retry_after(value: str | None, now: float) -> float | None:
    """Return the seconds that a Retry-After header asks for, as seconds or as a date; None for neither.

    Args:
        value: The header, None if there is none.
        now: Seconds since 1970.
    """
    if value is None:
        return None
    try:
        seconds = float(value)
    except ValueError:
        try:
            date = parsedate_to_datetime(value)
            # the oldest of HTTP's formats names no zone, and means GMT
            seconds = (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp() - now
        except (ValueError, OverflowError, TypeError):
            return None
    return max(0.0, seconds) if math.isfinite(seconds) else None
