from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class VideoFaceswapEcho(Model):
    """The input as the server took it."""

    swap_image: str | Unset = UNSET

    target_video: str | Unset = UNSET

    swap_faces_index: str | Unset = UNSET

    target_faces_index: str | Unset = UNSET
