from __future__ import annotations

from enum import StrEnum


class MusicUSongRequestTaskType(StrEnum):
    GENERATE_MUSIC = "generate_music"
    GENERATE_MUSIC_CUSTOM = "generate_music_custom"
