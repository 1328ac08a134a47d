from __future__ import annotations

from attrs import define

from .._model import Model


@define(kw_only=True, repr=False)
class StoredObject(Model):
    """An object that was uploaded with temporary storage credentials."""

    bucket: str
    """The bucket that came with the credentials."""

    key: str
    """The resource_uri that came with the credentials."""
