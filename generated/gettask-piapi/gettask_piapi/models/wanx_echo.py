from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import WanxEchoControlCameraSettingsType0Item, WanxEchoLoraSettingsType0Item


@define(kw_only=True, repr=False)
class WanxEcho(Model):
    """The input as the server took it; no body that was seen shows one."""

    prompt: str | Unset = UNSET
    """The video in words."""

    negative_prompt: str | Unset = UNSET
    """What to leave out."""

    aspect_ratio: str | Unset = UNSET
    """Width to height of the video."""

    lora_settings: list[WanxEchoLoraSettingsType0Item] | None | Unset = UNSET
    """The LoRAs to use."""

    image: str | Unset = UNSET
    """URL or base64 of the first image."""

    start_image: str | Unset = UNSET
    """URL or base64 of the first image, as a third-party rewriting of the page names it."""

    end_image: str | Unset = UNSET
    """URL or base64 of the last image, as a third-party rewriting of the page names it."""

    first_frame: str | Unset = UNSET
    """The first image under the name that a community node sends; which of the two holds is not
    known.
    """

    last_frame: str | Unset = UNSET
    """The last image under the name that a community node sends; which of the two holds is not
    known.
    """

    control_camera_settings: list[WanxEchoControlCameraSettingsType0Item] | None | Unset = UNSET
    """How the camera moves."""
