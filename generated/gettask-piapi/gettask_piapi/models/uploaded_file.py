from __future__ import annotations

from attrs import define

from .._model import Model


@define(kw_only=True, repr=False)
class UploadedFile(Model):
    url: str
    """Where the file lies for 24 hours."""
