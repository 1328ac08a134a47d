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
    """The image in words."""

    negative_prompt: str | Unset = UNSET
    """What to keep out."""

    width: int | Unset = UNSET
    """Width or height of the image; width times height is at most 1048576. Unit: px."""

    height: int | Unset = UNSET
    """Width or height of the image; width times height is at most 1048576. Unit: px."""

    guidance_scale: float | Unset = UNSET
    """How closely the image follows the prompt. The page does not say which task types take it.
    """

    steps: int | Unset = UNSET
    """Sampling steps. Echoed by the page's example; PiAPI's MCP server allows 10 for
    Qubico/flux1-schnell and 40 for Qubico/flux1-dev.
    """

    seed: int | Unset = UNSET
    """The page does not say which task types take it."""

    batch_size: int | Unset = UNSET
    """How many images to make, each at full price. For Qubico/flux1-schnell only."""

    image: str | Unset = UNSET
    """The image to start from, as URL or base64."""

    denoise: float | Unset = UNSET
    """How far the result may leave the image. A client's notes say that img2img needs it, and that
    txt2img ignores an image without a word.
    """

    control_net_settings: list[FluxEchoControlNetSettingsItem] | Unset = UNSET
    """ControlNets that keep the structure of an image."""

    lora_settings: list[FluxEchoLoraSettingsItem] | Unset = UNSET
    """Room for one."""

    custom_settings: list[FluxEchoCustomSettingsItem] | Unset = UNSET
    """How far the image grows on each side."""
