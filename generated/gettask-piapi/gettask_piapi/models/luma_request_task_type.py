from __future__ import annotations

from enum import StrEnum


class LumaRequestTaskType(StrEnum):
    EXTEND_VIDEO = "extend_video"
    VIDEO_GENERATION = "video_generation"
