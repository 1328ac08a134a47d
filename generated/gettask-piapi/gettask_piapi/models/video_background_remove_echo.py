from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class VideoBackgroundRemoveEcho(Model):
    """The input as the server took it."""

    video: str | Unset = UNSET
    """URL of the video."""

    invert_output: bool | Unset = UNSET
    """Whether the background is kept and the rest removed."""
