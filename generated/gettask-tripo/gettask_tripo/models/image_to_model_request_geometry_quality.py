from __future__ import annotations

from enum import StrEnum


class ImageToModelRequestGeometryQuality(StrEnum):
    DETAILED = "detailed"
    STANDARD = "standard"
