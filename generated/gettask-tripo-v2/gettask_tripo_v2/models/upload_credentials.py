from __future__ import annotations

from attrs import define

from .._model import Model


@define(kw_only=True, repr=False)
class UploadCredentials(Model):
    """Temporary credentials to put a file into Tripo's own storage with."""

    s3_host: str
    """Seen as s3.us-west-2.amazonaws.com."""

    resource_bucket: str
    """The bucket of the StoredObject; seen as tripo-data."""

    resource_uri: str
    """The key of the StoredObject."""

    session_token: str

    sts_ak: str

    sts_sk: str
