from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import KlingCameraControl, KlingShot


@define(kw_only=True, repr=False)
class KlingVideoInput(Model):
    """One input for the classic versions and for version 3.0."""

    prompt: str | Unset = UNSET
    """The video in words. Length: at most 2500 characters."""

    negative_prompt: str | Unset = UNSET
    """What to leave out. Length: at most 2500 characters."""

    cfg_scale: float | Unset = UNSET
    """A number; a string was reported to be refused. Range: 0 to 1."""

    duration: int | Unset = UNSET
    """5 or 10 in the classic versions; the page of version 3.0 shows 5 and shots of 2 and 3. Unit:
    s.
    """

    aspect_ratio: Literal["16:9", "9:16", "1:1"] | Unset = UNSET
    """Width to height of the video."""

    camera_control: KlingCameraControl | Unset = UNSET
    """How the camera moves."""

    mode: Literal["std", "pro"] | Unset = UNSET
    """Standard or professional quality."""

    version: str | Unset = UNSET
    """From 1.0 to 2.1-master, later 2.5, 2.6, 3.0 and o1; no source lists them all. A client's
    notes of 2026-07-24 say that 2.1 then made no video from words alone.
    """

    image_url: str | Unset = UNSET
    """URL of the first image."""

    image_tail_url: str | Unset = UNSET
    """URL of the last image."""

    motion_brush: Any | Unset = UNSET
    """What moves how; only its name is known."""

    enable_audio: bool | Unset = UNSET
    """Of version 3.0."""

    prefer_multi_shots: bool | Unset = UNSET
    """Of version 3.0."""

    multi_shots: list[KlingShot] | Unset = UNSET
    """Of version 3.0."""
