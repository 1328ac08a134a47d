from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import StoredObject


@define(kw_only=True, repr=False)
class ImportFile(Model):
    """A model of at most 150 MB, by object only."""

    type_: str | Unset = field(default=UNSET, metadata={"name": "type"})
    """The format, such as glb. The server does not check it."""

    object_: StoredObject | Unset = field(default=UNSET, metadata={"name": "object"})
    """An object that was uploaded with temporary storage credentials."""

    file_token: str | Unset = UNSET
    """The token of an upload, as the SDK sends it."""
