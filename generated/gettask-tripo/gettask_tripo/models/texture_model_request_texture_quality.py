from __future__ import annotations

from enum import StrEnum


class TextureModelRequestTextureQuality(StrEnum):
    DETAILED = "detailed"
    EXTREME = "extreme"
    STANDARD = "standard"
