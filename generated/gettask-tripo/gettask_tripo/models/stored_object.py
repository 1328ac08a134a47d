from __future__ import annotations

from attrs import define

from .._model import Model


@define(kw_only=True, repr=False)
class StoredObject(Model):
    """A file in Tripo's storage."""

    bucket: str
    """The bucket of the storage."""

    key: str
    """The key in the bucket."""
