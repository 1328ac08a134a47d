from __future__ import annotations

from enum import StrEnum


class DiffRhythmRequestTaskType(StrEnum):
    TXT2AUDIO_BASE = "txt2audio-base"
    TXT2AUDIO_FULL = "txt2audio-full"
