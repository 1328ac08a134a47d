from __future__ import annotations

from enum import StrEnum


class HunyuanTxt2VideoRequestTaskType(StrEnum):
    FAST_TXT2VIDEO = "fast-txt2video"
    TXT2VIDEO = "txt2video"
