from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class FaceswapMultiInput(Model):
    """Images have at most 10 MB and 2048 by 2048 pixels."""

    swap_image: str
    """The image with the new faces."""

    target_image: str
    """The image whose faces are replaced."""

    swap_faces_index: str | Unset = UNSET
    """Which faces to take, as numbers with commas: 0,1."""

    target_faces_index: str | Unset = UNSET
    """Which faces to replace, in the same form."""
