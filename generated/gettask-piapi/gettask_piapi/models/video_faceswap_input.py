from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class VideoFaceswapInput(Model):
    """The video has at most 600 frames and 2048 by 2048 pixels; community nodes speak of 10 MB and
    720p. Each frame is charged.
    """

    swap_image: str
    """The image with the new faces."""

    target_video: str
    """The mp4 video whose faces are replaced."""

    swap_faces_index: str | Unset = UNSET
    """Which faces to take, as numbers with commas: 0,1."""

    target_faces_index: str | Unset = UNSET
    """Which faces to replace, in the same form."""
