from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import HunyuanLoraSetting


@define(kw_only=True, repr=False)
class HunyuanLoraInput(Model):
    prompt: str
    """The video in words."""

    negative_prompt: str | Unset = UNSET
    """What to leave out."""

    aspect_ratio: Literal["16:9", "1:1", "9:16"] | Unset = UNSET
    """Width to height of the video."""

    lora_settings: list[HunyuanLoraSetting] | Unset = UNSET
    """The LoRAs to use."""
