from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class VideoUpscaleEcho(Model):
    """The input as the server took it; no body that was seen shows one."""

    video: str | Unset = UNSET
    """The video. A community node reports that it may have 720p at most and 10 to 240 frames.
    """
