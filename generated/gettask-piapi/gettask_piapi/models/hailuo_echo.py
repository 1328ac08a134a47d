from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class HailuoEcho(Model):
    """The input as the server took it; the fields of the page's example."""

    prompt: str | Unset = UNSET
    """The video in words."""

    model: str | Unset = UNSET
    """The model of Hailuo. There are director models too, whose names the evidence leaves out.
    """

    image_url: str | Unset = UNSET
    """URL of the first image."""

    expand_prompt: bool | Unset = UNSET
    """Whether Hailuo may add to the prompt."""

    duration: int | Unset = UNSET
    """Length of the video. Unit: s."""

    resolution: int | Unset = UNSET
    """Height of the video. Unit: px."""
