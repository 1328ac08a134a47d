from __future__ import annotations

from typing import Literal

from attrs import define, field

from .._model import Model


@define(kw_only=True, repr=False)
class UploadCredentialsRequest(Model):
    format_: Literal["webp", "jpeg", "png", "glb", "obj", "fbx", "stl"] = field(
        metadata={"name": "format"}
    )
    """The Schema page lists webp, jpeg and png alone."""
