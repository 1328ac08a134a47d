from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import LumaKeyFrame


@define(kw_only=True, repr=False)
class LumaKeyFrames(Model):
    """What the video begins and ends with."""

    frame0: LumaKeyFrame | Unset = UNSET
    """What the video begins with."""

    frame1: LumaKeyFrame | Unset = UNSET
    """What the video ends with."""
