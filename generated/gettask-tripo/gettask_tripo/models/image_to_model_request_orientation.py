from __future__ import annotations

from enum import StrEnum


class ImageToModelRequestOrientation(StrEnum):
    ALIGN_IMAGE = "align_image"
    DEFAULT = "default"
