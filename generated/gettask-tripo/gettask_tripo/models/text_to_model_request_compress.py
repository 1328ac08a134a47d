from __future__ import annotations

from enum import StrEnum


class TextToModelRequestCompress(StrEnum):
    GEOMETRY = "geometry"
