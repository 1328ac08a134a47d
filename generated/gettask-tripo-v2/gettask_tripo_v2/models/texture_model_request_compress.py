from __future__ import annotations

from enum import StrEnum


class TextureModelRequestCompress(StrEnum):
    GEOMETRY = "geometry"
