from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class FaceswapOutput(Model):
    """No page among the sources names a field of it."""

    image_url: str | Unset = UNSET
    """The image with the new face."""

    image_base64: str | Unset = UNSET
    """The image itself."""
