from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class PresignedUpload(Model):
    """Where to PUT the file, without the API key."""

    file_token: str
    """What an input refers to the file by."""

    presigned_url: str | Unset = UNSET
    """The URL to PUT to, as the SDK reads it first."""

    expires_in: int | Unset = UNSET
    """How long the URL lives; half an hour, says one source, an hour in the SDK's tests. Unit: s.
    """

    upload_url: str | Unset = UNSET
    """Stands for presigned_url."""
