from __future__ import annotations

from typing import Literal

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class SkyreelsInput(Model):
    prompt: str
    """The video in words."""

    image: str
    """The first image."""

    negative_prompt: str | Unset = UNSET
    """What to leave out."""

    aspect_ratio: Literal["16:9", "9:16", "1:1"] | Unset = UNSET
    """Width to height of the video. Default: "16:9"."""

    guidance_scale: float | Unset = UNSET
    """How closely the video follows the prompt. Range: at most 10 and above 0. Default: 3.5."""
