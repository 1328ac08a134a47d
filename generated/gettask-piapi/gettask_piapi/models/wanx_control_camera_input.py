from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import WanxCameraSetting


@define(kw_only=True, repr=False)
class WanxControlCameraInput(Model):
    prompt: str | Unset = UNSET
    """The video in words. A third-party rewriting of the page calls it optional here."""

    negative_prompt: str | Unset = UNSET
    """What to leave out."""

    image: str | Unset = UNSET
    """URL or base64 of the first image."""

    control_camera_settings: list[WanxCameraSetting] | Unset = UNSET
    """How the camera moves."""
