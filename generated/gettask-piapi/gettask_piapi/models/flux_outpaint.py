from __future__ import annotations

from typing import Literal

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class FluxOutpaint(Model):
    """How far the image grows on each side. All that is added is less than 1048576 pixels."""

    setting_type: Literal["outpaint"] | Unset = "outpaint"

    outpaint_left: int | Unset = UNSET
    """How far the image grows to the left. Unit: px."""

    outpaint_right: int | Unset = UNSET
    """How far the image grows to the right. Unit: px."""

    outpaint_top: int | Unset = UNSET
    """How far the image grows at the top. Unit: px."""

    outpaint_bottom: int | Unset = UNSET
    """How far the image grows at the bottom. Unit: px."""
