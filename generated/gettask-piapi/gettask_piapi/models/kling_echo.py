from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from .._model import Model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from . import KlingEchoCameraControlType0, KlingEchoElementsType0Item, KlingShot


@define(kw_only=True, repr=False)
class KlingEcho(Model):
    """The input as the server took it; the fields that the pages' examples show."""

    prompt: str | Unset = UNSET
    """The video in words. Ignored beside multi_shots."""

    negative_prompt: str | Unset = UNSET
    """What to leave out."""

    cfg_scale: float | Unset = UNSET
    """A number; a string was reported to be refused."""

    duration: float | Unset = UNSET
    """5 or 10 in the classic versions and with elements; the page of version 3.0 shows 5 and shots
    of 2 and 3. Ignored beside multi_shots. Unit: s.
    """

    aspect_ratio: str | Unset = UNSET
    """Width to height of the video."""

    camera_control: KlingEchoCameraControlType0 | None | Unset = UNSET
    """How the camera moves."""

    mode: str | Unset = UNSET
    """Standard or professional quality: in version 3.0 that is 720p or 1080p. A client says that
    2.1-master takes pro alone.
    """

    version: str | Unset = UNSET
    """The page goes from 1.0 to 2.1-master, later ones have pages of their own. Two clients name
    the list; one says that 2.6 was the default in 2026-05. Elements need 1.6. A client's notes
    of 2026-07-24 say that 2.1 then made no video from words alone.
    """

    image_url: str | Unset = UNSET
    """URL of the first image, JPG or PNG of at most 10 MB with sides of 300 px or more."""

    image_tail_url: str | Unset = UNSET
    """URL of the last image, JPG or PNG of at most 10 MB with sides of 300 px or more."""

    elements: list[KlingEchoElementsType0Item] | None | Unset = UNSET
    """Images of what the video shows. Only with version 1.6, and with prompt and duration."""

    motion_brush: Any | Unset = UNSET
    """What moves how; only its name is known."""

    enable_audio: bool | Unset = UNSET
    """Of version 3.0; a client says that 2.6 takes it too, in mode pro, for twice the price."""

    prefer_multi_shots: bool | Unset = UNSET
    """Of version 3.0."""

    multi_shots: list[KlingShot] | Unset = UNSET
    """Of version 3.0."""

    origin_task_id: str | Unset = UNSET
    """The task that made the video."""

    video_url: str | Unset = UNSET
    """URL of a video."""

    tts_text: str | Unset = UNSET
    """What to say."""

    tts_timbre: str | Unset = UNSET
    """Name of the voice."""

    tts_speed: float | Unset = UNSET
    """How fast it speaks."""

    local_dubbing_url: str | Unset = UNSET
    """URL of the voice, as mp3, wav, flac or ogg of less than 20 MB and 60 s. It is cut to the
    length of the video.
    """

    effect: str | Unset = UNSET
    """Name of the effect. The copy of the page runs the names together: only rocket, hearting,
    fighting, kissing, hugging, birthday and water are certain.
    """

    professional_mode: bool | Unset = UNSET
    """Whether to use the better quality."""

    batch_size: float | Unset = UNSET
    """How many videos to make."""

    model_input: str | Unset = UNSET
    """URL of a picture of the person."""

    upper_input: str | Unset = UNSET
    """URL of a picture of the upper part."""

    lower_input: str | Unset = UNSET
    """URL of a picture of the lower part."""

    dress_input: str | Unset = UNSET
    """URL of a picture of a dress. The third-party rewriting of the page lacks it."""

    preset_motion: str | Unset = UNSET
    """Name of a motion, such as Heart Gesture Dance."""

    motion_direction: str | Unset = UNSET
    """video in the page's example."""

    keep_original_sound: bool | Unset = UNSET
    """Whether the sound of the video is kept."""

    resolution: str | Unset = UNSET
    """Height of the video."""

    images: list[str] | None | Unset = UNSET
    """URLs of images to draw from, 4 at most beside a video."""

    video: str | Unset = UNSET
    """URL of a video to draw from."""

    keep_original_audio: bool | Unset = UNSET
    """Whether the sound of the video is kept."""
