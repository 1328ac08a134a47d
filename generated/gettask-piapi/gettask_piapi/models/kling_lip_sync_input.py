from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class KlingLipSyncInput(Model):
    """The page names the fields for all task types together; that these belong here is inferred.
    There are others for speech from text, whose names begin with tts_.
    """

    origin_task_id: str | Unset = UNSET
    """The task that made the video."""

    local_dubbing_url: str | Unset = UNSET
    """URL of the voice."""
