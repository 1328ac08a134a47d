from __future__ import annotations

from enum import StrEnum


class WanxImg2VideoInputAspectRatio(StrEnum):
    VALUE_0 = "16:9"
    VALUE_1 = "9:16"
