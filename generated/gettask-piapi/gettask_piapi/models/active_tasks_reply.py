from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import ActiveTasksReplyData


@define(kw_only=True, repr=False)
class ActiveTasksReply(Model):
    data: ActiveTasksReplyData
    """By family of models; flux, kling, luma, midjourney, music-s and music-u were seen."""

    code: int | Unset = UNSET

    message: str | Unset = UNSET
