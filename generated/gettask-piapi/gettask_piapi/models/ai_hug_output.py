from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class AiHugOutput(Model):
    """Empty on both pages. Nobody has published what it holds when the task is completed; that it
    is a video, and the name of the field, are inferred from the page of Output Storage and from
    the other video models.
    """

    video_url: str | Unset = UNSET
    """The finished video. The page of Output Storage kept it for one day in 2025-07; a copy of
    2025-08-31 no longer says so.
    """
