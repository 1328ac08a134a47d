from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model

if TYPE_CHECKING:
    from . import AnyTask


@define(kw_only=True, repr=False)
class CreateTaskReply(Model):
    """The envelope of the Unified API Schema."""

    code: int
    """Repeats the HTTP status."""

    data: AnyTask
    """A task of one of the listed variants."""

    message: str
