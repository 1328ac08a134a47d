from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model

if TYPE_CHECKING:
    from . import UploadCredentials


@define(kw_only=True, repr=False)
class CreateUploadCredentialsReply(Model):
    code: int
    """0 on success."""

    data: UploadCredentials
    """Temporary credentials to put a file into Tripo's own storage with."""
