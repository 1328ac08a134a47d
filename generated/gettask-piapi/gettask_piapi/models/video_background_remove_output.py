from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class VideoBackgroundRemoveOutput(Model):
    """Its fields are not published."""

    video_url: str | Unset = UNSET
    """The video without its background. How long the link lives is not published."""
