from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class VideoUpscaleOutput(Model):
    """No page that was seen names a field of it."""

    video_url: str | Unset = UNSET
    """The finished video."""
