from __future__ import annotations

from enum import StrEnum


class HunyuanImg2VideoRequestTaskType(StrEnum):
    IMG2VIDEO_CONCAT = "img2video-concat"
    IMG2VIDEO_REPLACE = "img2video-replace"
