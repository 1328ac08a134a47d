from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class ErrorReply(Model):
    """Every error has this shape. Recorded bodies, cut by those who noted them, show code and
    message only.
    """

    code: int
    """See the table of error codes."""

    message: str

    suggestion: str | Unset = UNSET

    request_id: str | Unset = UNSET
    """Names the request when asking for support."""

    status: str | Unset = UNSET
    """error, beside a code that is not 0."""
