from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class SkyreelsEcho(Model):
    """The input as the server took it; no body that was seen shows one."""

    prompt: str | Unset = UNSET
    """The video in words."""

    negative_prompt: str | Unset = UNSET
    """What to leave out."""

    image: str | Unset = UNSET
    """The first image."""

    aspect_ratio: str | Unset = UNSET
    """Width to height of the video."""

    guidance_scale: float | Unset = UNSET
    """How closely the video follows the prompt."""
