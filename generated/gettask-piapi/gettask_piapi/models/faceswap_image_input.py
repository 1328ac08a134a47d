from __future__ import annotations

from attrs import define

from .._model import Model


@define(kw_only=True, repr=False)
class FaceswapImageInput(Model):
    """Images are smaller than 2048 by 2048 pixels."""

    target_image: str
    """The image whose face is replaced; URL of a jpg, jpeg, png or webp file, or base64."""

    swap_image: str
    """The image with the new face; URL of a jpg, jpeg, png or webp file, or base64."""
