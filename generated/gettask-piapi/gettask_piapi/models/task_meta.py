from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import TaskUsage


@define(kw_only=True, repr=False)
class TaskMeta(Model):
    """Times and charges. Some examples leave it empty."""

    created_at: str | Unset = UNSET
    """RFC 3339 with zero to nine fraction digits, in UTC or with an offset. Go's zero time
    0001-01-01T00:00:00Z stands for "not yet"; bodies of 2024 have an empty string instead.
    Pattern: ^$|^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})$
    """

    started_at: str | Unset = UNSET
    """RFC 3339 with zero to nine fraction digits, in UTC or with an offset. Go's zero time
    0001-01-01T00:00:00Z stands for "not yet"; bodies of 2024 have an empty string instead.
    Pattern: ^$|^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})$
    """

    ended_at: str | Unset = UNSET
    """RFC 3339 with zero to nine fraction digits, in UTC or with an offset. Go's zero time
    0001-01-01T00:00:00Z stands for "not yet"; bodies of 2024 have an empty string instead.
    Pattern: ^$|^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})$
    """

    usage: TaskUsage | Unset = UNSET
    """What the task costs, in points, 10,000,000 a US dollar. No page says so; prices and bodies
    of the pages of Sora 2, Kling Turbo and JoyCaption agree on it ($0.08 a second is 3200000
    for four, $0.28 is 2800000, $0.01 is 100000), and a client found the same on its own tasks.
    The examples of Ace Step and Kling 3.0 do not fit.
    """

    is_using_private_pool: bool | Unset = UNSET
    """Whether the task runs on an account that the user hosts with PiAPI."""

    account_id: int | Unset = UNSET
    """Deprecated."""

    account_name: str | Unset = UNSET
    """Deprecated."""

    completed_at: str | Unset = UNSET
    """Deprecated. RFC 3339 with zero to nine fraction digits, in UTC or with an offset. Go's zero
    time 0001-01-01T00:00:00Z stands for "not yet"; bodies of 2024 have an empty string instead.
    Pattern: ^$|^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})$
    """

    failover_triggered: bool | Unset = UNSET
    """Whether another account took over."""

    model_version: str | Unset = UNSET
    """Of Midjourney; unknown in the recorded body."""

    process_mode: str | Unset = UNSET
    """Of Midjourney, such as fast."""
