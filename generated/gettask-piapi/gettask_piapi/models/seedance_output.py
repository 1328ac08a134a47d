from __future__ import annotations

from attrs import define

from .._model import Model


@define(kw_only=True, repr=False)
class SeedanceOutput(Model):
    """No page shows it. Clients read the video from here; one of them looks for video_url, though
    its own notes of a run say video.
    """

    video: str
    """The video. How long links of its host live is not published."""
