from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class ErrorReply(Model):
    """What the Python client reads of an error."""

    detail: str
    """What is wrong."""

    error_type: str | Unset = UNSET
    """Why, for machines. The values are in no source."""
