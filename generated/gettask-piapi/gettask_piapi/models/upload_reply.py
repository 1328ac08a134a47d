from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model

if TYPE_CHECKING:
    from . import UploadedFile


@define(kw_only=True, repr=False)
class UploadReply(Model):
    code: int
    """Repeats the HTTP status."""

    data: UploadedFile

    message: str
