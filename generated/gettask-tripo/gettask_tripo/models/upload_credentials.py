from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class UploadCredentials(Model):
    """Sources disagree on what stands here: a URL to upload to with a token, or temporary storage
    credentials with a token. No reply was ever seen.
    """

    file_token: str | Unset = UNSET
    """What an input refers to the file by."""

    upload_url: str | Unset = UNSET
    """The URL to PUT the file to."""

    expires_at: str | Unset = UNSET
    """When the URL ends."""
