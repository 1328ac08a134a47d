from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class ImageSize(Model):
    """A size in pixels."""

    width: int | Unset = UNSET
    """The width. Unit: px. Default: 512."""

    height: int | Unset = UNSET
    """The height. Unit: px. Default: 512."""
