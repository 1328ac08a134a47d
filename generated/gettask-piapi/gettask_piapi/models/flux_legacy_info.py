from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import FluxLegacyInfoTaskInput


@define(kw_only=True, repr=False)
class FluxLegacyInfo(Model):
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

    completed_at: str | Unset = UNSET
    """RFC 3339 with zero to nine fraction digits, in UTC or with an offset. Go's zero time
    0001-01-01T00:00:00Z stands for "not yet"; bodies of 2024 have an empty string instead.
    Pattern: ^$|^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})$
    """

    frozen_credits: float | Unset = UNSET
    """Unit: credits."""

    task_input: FluxLegacyInfoTaskInput | Unset = UNSET
    """The input of the request."""
