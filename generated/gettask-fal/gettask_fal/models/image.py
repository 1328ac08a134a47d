from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class Image(Model):
    """An image."""

    url: str
    """Where the image is. How long it is kept there is not known; results are kept for about an
    hour.
    """

    content_type: str | Unset = UNSET
    """Its media type."""

    file_name: str | Unset = UNSET
    """Its name."""

    file_size: int | Unset = UNSET
    """Unit: bytes."""

    width: int | Unset = UNSET
    """Unit: px."""

    height: int | Unset = UNSET
    """Unit: px."""
