from __future__ import annotations

from enum import StrEnum


class TextureModelRequestTextureAlignment(StrEnum):
    GEOMETRY = "geometry"
    ORIGINAL_IMAGE = "original_image"
