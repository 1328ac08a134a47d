from __future__ import annotations

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class KlingLipSyncInput(Model):
    """One of the two videos, and one of the two voices: tts_text, which is spoken, or
    local_dubbing_url. Beside a recording the fields that begin with tts_ are ignored.
    """

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
