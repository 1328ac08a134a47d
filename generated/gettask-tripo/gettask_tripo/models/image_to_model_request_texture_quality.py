from __future__ import annotations

from enum import StrEnum


class ImageToModelRequestTextureQuality(StrEnum):
    DETAILED = "detailed"
    EXTREME = "extreme"
    STANDARD = "standard"
