from __future__ import annotations

from enum import StrEnum


class MultiviewToModelRequestTextureQuality(StrEnum):
    DETAILED = "detailed"
    EXTREME = "extreme"
    STANDARD = "standard"
