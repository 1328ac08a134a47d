from __future__ import annotations

from enum import StrEnum


class TextureModelRequestModelVersion(StrEnum):
    V2_5_20250123 = "v2.5-20250123"
    V3_0_20250812 = "v3.0-20250812"
