from __future__ import annotations

from enum import StrEnum


class SunoRequestModel(StrEnum):
    MUSIC_S = "music-s"
    SUNO = "suno"
