from __future__ import annotations

from enum import StrEnum


class ImageToModelRequestTextureAlignment(StrEnum):
    GEOMETRY = "geometry"
    ORIGINAL_IMAGE = "original_image"
