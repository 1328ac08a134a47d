from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class FaceswapEcho(Model):
    """The input as the server took it. Empty in the page's example."""

    target_image: str | Unset = UNSET

    swap_image: str | Unset = UNSET

    target_faces_index: str | Unset = UNSET

    swap_faces_index: str | Unset = UNSET
