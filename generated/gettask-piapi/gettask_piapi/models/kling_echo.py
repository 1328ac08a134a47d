from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import KlingShot


@define(kw_only=True, repr=False)
class KlingEcho(Model):
    """The input as the server took it; the fields that the pages' examples show."""

    prompt: str | Unset = UNSET

    aspect_ratio: str | Unset = UNSET

    duration: float | Unset = UNSET
    """Unit: s."""

    mode: str | Unset = UNSET

    version: str | Unset = UNSET

    resolution: str | Unset = UNSET

    enable_audio: bool | Unset = UNSET

    prefer_multi_shots: bool | Unset = UNSET

    multi_shots: list[KlingShot] | Unset = UNSET

    image_url: str | Unset = UNSET

    video_url: str | Unset = UNSET

    preset_motion: str | Unset = UNSET

    motion_direction: str | Unset = UNSET

    keep_original_sound: bool | Unset = UNSET
