from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import FluxLegacyOutput


@define(kw_only=True, repr=False)
class FluxLegacyResult(Model):
    used_credits: float | Unset = UNSET
    """Unit: credits."""

    error_messages: list[Any] | Unset = UNSET
    """Empty in the one body that is known."""

    task_output: FluxLegacyOutput | Unset = UNSET
