from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import AnyTask


@define(kw_only=True, repr=False)
class GetTaskReply(Model):
    """The envelope of the Unified API Schema, as the Get Task page of Sora 2 shows it."""

    data: AnyTask
    """A task of one of the listed variants."""

    code: int | Unset = UNSET
    """Repeats the HTTP status."""

    message: str | Unset = UNSET

    timestamp: int | Unset = UNSET
    """When the reply was made, in Unix seconds; only beside data, without code and message. Unit:
    unix-s.
    """
