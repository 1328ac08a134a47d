from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import KlingCameraConfig


@define(kw_only=True, repr=False)
class KlingCameraControl(Model):
    """How the camera moves."""

    type_: str | Unset = field(default=UNSET, metadata={"name": "type"})
    """The kind of camera movement."""

    config: KlingCameraConfig | Unset = UNSET
    """How far the camera moves in each way, in whole numbers. That they go from -10 to 10, as they
    do at Kling, is inferred; the page shows a pan of -10.
    """
