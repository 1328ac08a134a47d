from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class WanxCameraConfig(Model):
    """How far the camera moves in each way."""

    horizontal: float | Unset = UNSET

    vertical: float | Unset = UNSET

    pan: float | Unset = UNSET

    tilt: float | Unset = UNSET

    roll: float | Unset = UNSET

    zoom: float | Unset = UNSET
