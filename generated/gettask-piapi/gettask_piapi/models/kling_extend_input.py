from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class KlingExtendInput(Model):
    """The page names the fields for all task types together; that these belong here is inferred."""

    origin_task_id: str | Unset = UNSET
    """The task that made the video."""

    prompt: str | Unset = UNSET
    """What happens next, in words. Length: at most 2500 characters."""

    negative_prompt: str | Unset = UNSET
    """What to keep out, in words. Length: at most 2500 characters."""

    cfg_scale: float | Unset = UNSET
    """How closely the video follows the prompt. Range: 0 to 1."""
