from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import WanxLoraSetting


@define(kw_only=True, repr=False)
class WanxImg2VideoLoraInput(Model):
    prompt: str | Unset = UNSET
    """The video in words. A third-party rewriting of the page calls it optional here."""

    negative_prompt: str | Unset = UNSET
    """What to leave out."""

    aspect_ratio: Literal["16:9", "9:16"] | Unset = UNSET
    """Width to height of the video. Default: "16:9"."""

    image: str | Unset = UNSET
    """URL or base64 of the first image."""

    lora_settings: list[WanxLoraSetting] | Unset = UNSET
    """The LoRAs to use."""
