from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import StoredObject


@define(kw_only=True, repr=False)
class FileReference(Model):
    """A file by one of URL, token and place in the storage."""

    url: str | Unset = UNSET
    """A public URL. Length: at least 1 characters."""

    file_token: str | Unset = UNSET
    """The token of an upload. Length: at least 1 characters."""

    object_: StoredObject | Unset = field(default=UNSET, metadata={"name": "object"})
    """A file in Tripo's storage."""

    type_: str | Unset = field(default=UNSET, metadata={"name": "type"})
    """Format of the file, such as jpg."""
