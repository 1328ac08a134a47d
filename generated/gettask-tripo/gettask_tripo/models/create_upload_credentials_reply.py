from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import UploadCredentials


@define(kw_only=True, repr=False)
class CreateUploadCredentialsReply(Model):
    code: int
    """0 on success."""

    data: UploadCredentials
    """Sources disagree on what stands here: a URL to upload to with a token, or temporary storage
    credentials with a token. No reply was ever seen.
    """

    status: str | Unset = UNSET
    """success beside code 0."""
