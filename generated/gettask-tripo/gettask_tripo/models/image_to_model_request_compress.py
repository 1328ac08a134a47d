from __future__ import annotations

from enum import StrEnum


class ImageToModelRequestCompress(StrEnum):
    GEOMETRY = "geometry"
