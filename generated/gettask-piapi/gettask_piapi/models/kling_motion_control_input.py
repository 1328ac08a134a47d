from __future__ import annotations

from typing import Literal

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class KlingMotionControlInput(Model):
    """The fields of the page's example."""

    image_url: str | Unset = UNSET
    """URL of the image that is to move."""

    video_url: str | Unset = UNSET
    """URL of a video to take the motion from."""

    preset_motion: str | Unset = UNSET
    """Name of a motion, such as Heart Gesture Dance."""

    motion_direction: str | Unset = UNSET
    """video in the page's example."""

    keep_original_sound: bool | Unset = UNSET
    """Whether the sound of the video is kept."""

    mode: Literal["std", "pro"] | str | Unset = UNSET
    """std in the page's example; the product page sells pro too."""

    version: Literal["2.6", "3.0"] | str | Unset = UNSET
    """2.6 in the page's example; the product page sells 3.0 too."""
