from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class WanxCameraConfig(Model):
    """How far the camera moves in each way."""

    horizontal: float | Unset = UNSET
    """Movement to the left or right."""

    vertical: float | Unset = UNSET
    """Movement up or down."""

    pan: float | Unset = UNSET
    """Turn to the left or right."""

    tilt: float | Unset = UNSET
    """Turn up or down."""

    roll: float | Unset = UNSET
    """Turn around the axis of view."""

    zoom: float | Unset = UNSET
    """Change of the focal length."""
