from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model

if TYPE_CHECKING:
    from . import RefusedTask


@define(kw_only=True, repr=False)
class CreateFailedReply(Model):
    """The envelope with a task that failed at once."""

    code: int

    data: RefusedTask
    """A failed task of any model. Its input is null and its output holds no result."""

    message: str
