from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class CreatedTask(Model):
    id: str
    """The id of the task."""

    polling_url: str
    """Where to poll the task, maybe on another host of BFL."""

    cost: float | None | Unset = UNSET
    """What the task costs. The unit is in no source."""
