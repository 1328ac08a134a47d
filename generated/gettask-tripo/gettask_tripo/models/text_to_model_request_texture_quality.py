from __future__ import annotations

from enum import StrEnum


class TextToModelRequestTextureQuality(StrEnum):
    DETAILED = "detailed"
    EXTREME = "extreme"
    STANDARD = "standard"
