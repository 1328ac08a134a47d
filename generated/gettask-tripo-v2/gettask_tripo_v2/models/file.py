from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import StoredObject


@define(kw_only=True, repr=False)
class File(Model):
    """An image, by exactly one of token, URL or object."""

    type_: str = field(metadata={"name": "type"})
    """The format, such as jpg. The server does not check it."""

    file_token: str | Unset = UNSET
    """The image_token of an upload; lives about a day as reported."""

    url: str | Unset = UNSET
    """A JPEG or PNG of at most 20 MB."""

    object_: StoredObject | Unset = field(default=UNSET, metadata={"name": "object"})
    """An object that was uploaded with temporary storage credentials."""
