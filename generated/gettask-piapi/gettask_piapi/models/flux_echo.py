from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import (
        FluxEchoControlNetSettingsItem,
        FluxEchoCustomSettingsItem,
        FluxEchoLoraSettingsItem,
    )


@define(kw_only=True, repr=False)
class FluxEcho(Model):
    """The input as the server took it, its own defaults added; 0 and empty strings stand for
    nothing.
    """

    prompt: str | Unset = UNSET

    negative_prompt: str | Unset = UNSET

    image: str | Unset = UNSET

    denoise: float | Unset = UNSET

    guidance_scale: float | Unset = UNSET

    width: int | Unset = UNSET
    """Unit: px."""

    height: int | Unset = UNSET
    """Unit: px."""

    steps: int | Unset = UNSET

    seed: int | Unset = UNSET

    batch_size: int | Unset = UNSET

    lora_settings: list[FluxEchoLoraSettingsItem] | Unset = UNSET

    control_net_settings: list[FluxEchoControlNetSettingsItem] | Unset = UNSET

    custom_settings: list[FluxEchoCustomSettingsItem] | Unset = UNSET
