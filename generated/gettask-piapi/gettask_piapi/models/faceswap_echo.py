from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class FaceswapEcho(Model):
    """The input as the server took it. Empty in the page's example."""

    target_image: str | Unset = UNSET
    """The image whose face is replaced; URL of a jpg, jpeg, png or webp file, or base64."""

    swap_image: str | Unset = UNSET
    """The image with the new face; URL of a jpg, jpeg, png or webp file, or base64."""

    swap_faces_index: str | Unset = UNSET
    """Which faces to take, as numbers with commas: 0,1."""

    target_faces_index: str | Unset = UNSET
    """Which faces to replace, in the same form."""
