from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import KlingCameraControl, KlingElement, KlingShot


@define(kw_only=True, repr=False)
class KlingVideoInput(Model):
    """One input for the classic versions, for elements and for version 3.0. With elements the
    prompt and the duration are required.
    """

    prompt: str | Unset = UNSET
    """The video in words. Ignored beside multi_shots. Length: at most 2500 characters."""

    negative_prompt: str | Unset = UNSET
    """What to leave out. Length: at most 2500 characters."""

    cfg_scale: float | Unset = UNSET
    """A number; a string was reported to be refused. Range: 0 to 1."""

    duration: int | Unset = UNSET
    """5 or 10 in the classic versions and with elements; the page of version 3.0 shows 5 and shots
    of 2 and 3. Ignored beside multi_shots. Unit: s.
    """

    aspect_ratio: Literal["16:9", "9:16", "1:1"] | Unset = UNSET
    """Width to height of the video."""

    camera_control: KlingCameraControl | Unset = UNSET
    """How the camera moves."""

    mode: Literal["std", "pro"] | Unset = UNSET
    """Standard or professional quality: in version 3.0 that is 720p or 1080p. A client says that
    2.1-master takes pro alone.
    """

    version: (
        Literal["1.0", "1.5", "1.6", "2.0", "2.1", "2.1-master", "2.5", "2.6", "3.0"] | str | Unset
    ) = UNSET
    """The page goes from 1.0 to 2.1-master, later ones have pages of their own. Two clients name
    the list; one says that 2.6 was the default in 2026-05. Elements need 1.6. A client's notes
    of 2026-07-24 say that 2.1 then made no video from words alone.
    """

    image_url: str | Unset = UNSET
    """URL of the first image, JPG or PNG of at most 10 MB with sides of 300 px or more."""

    image_tail_url: str | Unset = UNSET
    """URL of the last image, JPG or PNG of at most 10 MB with sides of 300 px or more."""

    elements: list[KlingElement] | Unset = UNSET
    """Images of what the video shows. Only with version 1.6, and with prompt and duration. Length:
    1 to 4 items.
    """

    motion_brush: Any | Unset = UNSET
    """What moves how; only its name is known."""

    enable_audio: bool | Unset = UNSET
    """Of version 3.0; a client says that 2.6 takes it too, in mode pro, for twice the price."""

    prefer_multi_shots: bool | Unset = UNSET
    """Of version 3.0."""

    multi_shots: list[KlingShot] | Unset = UNSET
    """Of version 3.0."""
