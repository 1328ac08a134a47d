from __future__ import annotations

from typing import Literal

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class HailuoInput(Model):
    prompt: str | Unset = UNSET
    """The video in words."""

    model: str | Unset = UNSET
    """The model of Hailuo. There are director models too, whose names the evidence leaves out.
    """

    image_url: str | Unset = UNSET
    """URL of the first image."""

    expand_prompt: bool | Unset = UNSET
    """Whether Hailuo may add to the prompt."""

    duration: Literal[6, 10] | Unset = UNSET
    """Length of the video. Unit: s."""

    resolution: Literal[768, 1080] | Unset = UNSET
    """Height of the video. Unit: px."""
