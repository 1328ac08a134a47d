from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import FieldError


@define(kw_only=True, repr=False)
class InvalidReply(Model):
    """What the JavaScript client reads of an error of validation."""

    detail: list[FieldError]
    """What is wrong with each field. Length: at least 1 items."""

    error_type: str | Unset = UNSET
    """Why, for machines."""
