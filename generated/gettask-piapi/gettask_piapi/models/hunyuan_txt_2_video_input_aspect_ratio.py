from __future__ import annotations

from enum import StrEnum


class HunyuanTxt2VideoInputAspectRatio(StrEnum):
    VALUE_0 = "16:9"
    VALUE_1 = "1:1"
    VALUE_2 = "9:16"
