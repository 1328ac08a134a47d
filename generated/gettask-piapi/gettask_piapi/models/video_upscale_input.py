from __future__ import annotations

from attrs import define

from .._model import Model


@define(kw_only=True, repr=False)
class VideoUpscaleInput(Model):
    video: str
    """The video. A community node reports that it may have 720p at most and 10 to 240 frames.
    """
