from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import WanxLoraSetting


@define(kw_only=True, repr=False)
class WanxTxt2VideoLoraInput(Model):
    prompt: str
    """The video in words."""

    negative_prompt: str | Unset = UNSET
    """What to leave out."""

    aspect_ratio: Literal["16:9", "9:16"] | Unset = UNSET
    """Width to height of the video. Default: "16:9"."""

    lora_settings: list[WanxLoraSetting] | Unset = UNSET
    """The LoRAs to use."""
