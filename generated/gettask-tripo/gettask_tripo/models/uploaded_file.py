from __future__ import annotations

from attrs import define

from .._model import Model


@define(kw_only=True, repr=False)
class UploadedFile(Model):
    file_token: str
    """What an input refers to the file by. Real ones are file_ and a UUID."""
