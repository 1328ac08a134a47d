from __future__ import annotations

from attrs import define

from .. import types
from .._model import Model


@define(kw_only=True, repr=False)
class UploadRequest(Model):
    file: types.File
    """A WebP, JPEG or PNG of at most 20 MB."""
