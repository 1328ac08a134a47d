from __future__ import annotations

from typing import Any

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class Wan26Echo(Model):
    """The input as the server took it; no body that was seen shows one."""

    prompt: str | Unset = UNSET
    """The video in words."""

    duration: Any | Unset = UNSET
    """Length of the video."""

    resolution: str | Unset = UNSET
    """Such as 720P."""

    audio: bool | Unset = UNSET
    """Whether the video has sound."""

    image: str | Unset = UNSET
    """The first image."""
