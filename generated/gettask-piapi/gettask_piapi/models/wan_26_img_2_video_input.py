from __future__ import annotations

from typing import Any

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class Wan26Img2VideoInput(Model):
    """Only some notes know it; the prompt is taken from the sister models."""

    prompt: str | Unset = UNSET
    """The video in words."""

    image: str | Unset = UNSET
    """The first image."""

    duration: Any | Unset = UNSET
    """Length of the video."""

    resolution: str | Unset = UNSET
    """Such as 720P."""

    audio: bool | Unset = UNSET
    """Whether the video has sound. Default: true."""
