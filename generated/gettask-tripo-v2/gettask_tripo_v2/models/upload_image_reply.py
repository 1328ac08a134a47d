from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model

if TYPE_CHECKING:
    from . import UploadedImage


@define(kw_only=True, repr=False)
class UploadImageReply(Model):
    code: int
    """0 on success."""

    data: UploadedImage
