from __future__ import annotations

from enum import StrEnum


class MusicUSongInputLyricsType(StrEnum):
    GENERATE = "generate"
    INSTRUMENTAL = "instrumental"
    USER = "user"
