from __future__ import annotations

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class LumaKeyFrame(Model):
    """An image, or an earlier task or video."""

    type_: str | Unset = field(default=UNSET, metadata={"name": "type"})
    """What the frame is."""

    url: str | Unset = UNSET
    """URL of an image."""

    id: str | Unset = UNSET
    """Id of an earlier task or video; which is not known."""
