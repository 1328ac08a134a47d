from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import LumaEchoKeyFramesType0


@define(kw_only=True, repr=False)
class LumaEcho(Model):
    """The input as the server took it; empty in the pages' examples."""

    prompt: str | Unset = UNSET
    """The video in words."""

    expand_prompt: bool | Unset = UNSET
    """Whether Luma may add to the prompt."""

    loop: bool | Unset = UNSET
    """Whether the video ends as it begins."""

    key_frames: LumaEchoKeyFramesType0 | None | Unset = UNSET
    """What the video begins and ends with."""

    model_name: str | Unset = UNSET
    """Luma's model."""

    duration: Any | Unset = UNSET
    """Length of the video."""

    aspect_ratio: str | Unset = UNSET
    """Width to height of the video."""
