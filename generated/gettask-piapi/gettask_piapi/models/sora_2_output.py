from __future__ import annotations

from attrs import define

from .._model import Model


@define(kw_only=True, repr=False)
class Sora2Output(Model):
    """A client says that it met the video in image_url; the page does not."""

    video: str
    """The video. How long links of its host live is not published."""
