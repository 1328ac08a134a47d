from __future__ import annotations

from enum import StrEnum


class TextToModelRequestGeometryQuality(StrEnum):
    DETAILED = "detailed"
    STANDARD = "standard"
