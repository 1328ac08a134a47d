from __future__ import annotations

from attrs import define

from .._model import Model


@define(kw_only=True, repr=False)
class CancelReply(Model):
    """The task is cancelled."""

    code: int
    """Repeats the HTTP status."""

    message: str
    """Says which task is cancelled."""
