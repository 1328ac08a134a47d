from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class VideoFaceswapOutput(Model):
    """No page among the sources names a field of it."""

    video_url: str | Unset = UNSET
    """The video with the new faces."""
