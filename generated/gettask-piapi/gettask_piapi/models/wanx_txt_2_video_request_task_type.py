from __future__ import annotations

from enum import StrEnum


class WanxTxt2VideoRequestTaskType(StrEnum):
    TXT2VIDEO_14B = "txt2video-14b"
    TXT2VIDEO_1_3B = "txt2video-1.3b"
