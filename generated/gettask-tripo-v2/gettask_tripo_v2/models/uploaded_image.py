from __future__ import annotations

from attrs import define

from .._model import Model


@define(kw_only=True, repr=False)
class UploadedImage(Model):
    image_token: str
    """What the file_token of a File is. Lives about a day as reported."""
