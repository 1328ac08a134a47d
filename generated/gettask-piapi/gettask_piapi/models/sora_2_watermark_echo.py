from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class Sora2WatermarkEcho(Model):
    """The input as the server took it."""

    video_url: str | Unset = UNSET
    """URL of a video of Sora."""
