from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import HunyuanEchoLoraSettingsType0Item


@define(kw_only=True, repr=False)
class HunyuanEcho(Model):
    """The input as the server took it; no body that was seen shows one."""

    prompt: str | Unset = UNSET
    """The video in words."""

    negative_prompt: str | Unset = UNSET
    """What to leave out."""

    aspect_ratio: str | Unset = UNSET
    """Width to height of the video."""

    image: str | Unset = UNSET
    """The first image."""

    lora_settings: list[HunyuanEchoLoraSettingsType0Item] | None | Unset = UNSET
    """The LoRAs to use."""
