from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from .._model import Model

if TYPE_CHECKING:
    from . import ActiveTasks


@define(kw_only=True, repr=False)
class ActiveTasksReplyData(Model):
    """By family of models; flux, kling, luma, midjourney, music-s and music-u were seen."""

    additional_properties: dict[str, ActiveTasks] = field(init=False, factory=dict)
