from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import KlingCameraControlConfig


@define(kw_only=True, repr=False)
class KlingCameraControl(Model):
    """How the camera moves."""

    type_: str | Unset = field(default=UNSET, metadata={"name": "type"})
    """The kind of camera movement."""

    config: KlingCameraControlConfig | Unset = UNSET
    """Six integers, whose names the evidence leaves out."""
