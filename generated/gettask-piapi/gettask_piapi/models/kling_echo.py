from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import KlingEchoCameraControlType0, KlingShot


@define(kw_only=True, repr=False)
class KlingEcho(Model):
    """The input as the server took it; the fields that the pages' examples show."""

    prompt: str | Unset = UNSET
    """The video in words."""

    negative_prompt: str | Unset = UNSET
    """What to leave out."""

    cfg_scale: float | Unset = UNSET
    """A number; a string was reported to be refused."""

    duration: float | Unset = UNSET
    """5 or 10 in the classic versions; the page of version 3.0 shows 5 and shots of 2 and 3. Unit:
    s.
    """

    aspect_ratio: str | Unset = UNSET
    """Width to height of the video."""

    camera_control: KlingEchoCameraControlType0 | None | Unset = UNSET
    """How the camera moves."""

    mode: str | Unset = UNSET
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

    origin_task_id: str | Unset = UNSET
    """The task that made the video."""

    local_dubbing_url: str | Unset = UNSET
    """URL of the voice."""

    effect: str | Unset = UNSET
    """Name of the effect."""

    video_url: str | Unset = UNSET
    """URL of a video to take the motion from."""

    preset_motion: str | Unset = UNSET
    """Name of a motion, such as Heart Gesture Dance."""

    motion_direction: str | Unset = UNSET
    """video in the page's example."""

    keep_original_sound: bool | Unset = UNSET
    """Whether the sound of the video is kept."""

    resolution: str | Unset = UNSET
    """720p in the page's example."""
