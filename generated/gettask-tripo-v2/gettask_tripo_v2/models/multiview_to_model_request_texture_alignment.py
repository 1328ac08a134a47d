from __future__ import annotations

from enum import StrEnum


class MultiviewToModelRequestTextureAlignment(StrEnum):
    GEOMETRY = "geometry"
    ORIGINAL_IMAGE = "original_image"
