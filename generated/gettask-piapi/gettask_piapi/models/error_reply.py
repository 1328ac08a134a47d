from __future__ import annotations

from attrs import define

from .._model import Model


@define(kw_only=True, repr=False)
class ErrorReply(Model):
    """An error. The HTTP status is the only part that PiAPI documents for the task API."""

    code: int
    """Repeats the HTTP status where it was seen."""

    message: str
