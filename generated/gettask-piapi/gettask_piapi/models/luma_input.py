from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import LumaKeyFrames


@define(kw_only=True, repr=False)
class LumaInput(Model):
    """One input for both task types; which fields extend_video takes is not known."""

    prompt: str
    """The video in words."""

    expand_prompt: bool | Unset = UNSET
    """Whether Luma may add to the prompt."""

    loop: bool | Unset = UNSET
    """Whether the video ends as it begins."""

    key_frames: LumaKeyFrames | Unset = UNSET
    """What the video begins and ends with."""

    model_name: Literal["ray-v1", "ray-v2"] | str | Unset = UNSET
    """Luma's model."""

    duration: Any | Unset = UNSET
    """Length of the video."""

    aspect_ratio: str | Unset = UNSET
    """Width to height of the video."""
