from __future__ import annotations

from enum import StrEnum


class CancelTasksModel(StrEnum):
    ALL = "all"
    KLING = "kling"
    LUMA = "luma"
    MIDJOURNEY = "midjourney"
    SUNO = "suno"
