from __future__ import annotations

from attrs import define

from .. import types
from .._model import Model


@define(kw_only=True, repr=False)
class UploadRequest(Model):
    file: types.File
    """An image of at most 20 MB or a model of at most 150 MB (200 MB in the migration guide). The
    SDK presigns above 50 MB; the docs advise credentials above 60 MB.
    """
