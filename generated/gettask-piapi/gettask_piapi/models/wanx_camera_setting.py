from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import WanxCameraConfig


@define(kw_only=True, repr=False)
class WanxCameraSetting(Model):
    type_: str | Unset = field(default=UNSET, metadata={"name": "type"})
    """The kind of movement, such as static."""

    config: WanxCameraConfig | Unset = UNSET
    """How far the camera moves in each way."""
