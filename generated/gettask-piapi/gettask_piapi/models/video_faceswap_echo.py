from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class VideoFaceswapEcho(Model):
    """The input as the server took it."""

    swap_image: str | Unset = UNSET
    """The image with the new faces."""

    target_video: str | Unset = UNSET
    """The mp4 video whose faces are replaced."""

    swap_faces_index: str | Unset = UNSET
    """Which faces to take, as numbers with commas: 0,1."""

    target_faces_index: str | Unset = UNSET
    """Which faces to replace, in the same form."""
