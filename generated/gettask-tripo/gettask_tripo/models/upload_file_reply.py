from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import UploadedFile


@define(kw_only=True, repr=False)
class UploadFileReply(Model):
    code: int
    """0 on success."""

    data: UploadedFile

    status: str | Unset = UNSET
    """success beside code 0."""
