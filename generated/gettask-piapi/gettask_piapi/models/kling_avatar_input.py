from __future__ import annotations

from typing import Literal

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class KlingAvatarInput(Model):
    image_url: str
    """URL of the portrait."""

    local_dubbing_url: str
    """URL of the recording. The product page sells one minute at most."""

    prompt: str | Unset = UNSET
    """The video in words."""

    mode: Literal["std", "pro"] | Unset = UNSET
    """Standard or professional quality."""

    batch_size: float | Unset = UNSET
    """How many videos to make."""

    version: str | Unset = UNSET
    """The version of Kling. PiAPI's command line always sends 2.6."""
