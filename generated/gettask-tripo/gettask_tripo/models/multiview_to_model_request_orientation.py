from __future__ import annotations

from enum import StrEnum


class MultiviewToModelRequestOrientation(StrEnum):
    ALIGN_IMAGE = "align_image"
    DEFAULT = "default"
