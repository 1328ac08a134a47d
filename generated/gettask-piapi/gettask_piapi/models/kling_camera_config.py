from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class KlingCameraConfig(Model):
    """How far the camera moves in each way, in whole numbers. That they go from -10 to 10, as they
    do at Kling, is inferred; the page shows a pan of -10.
    """

    horizontal: int | Unset = UNSET
    """Movement to the left or right."""

    vertical: int | Unset = UNSET
    """Movement up or down."""

    pan: int | Unset = UNSET
    """Turn of the camera."""

    tilt: int | Unset = UNSET
    """Tilt of the camera."""

    roll: int | Unset = UNSET
    """Turn around the axis of view."""

    zoom: int | Unset = UNSET
    """Change of the focal length."""
