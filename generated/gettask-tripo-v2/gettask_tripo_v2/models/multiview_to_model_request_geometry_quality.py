from __future__ import annotations

from enum import StrEnum


class MultiviewToModelRequestGeometryQuality(StrEnum):
    DETAILED = "detailed"
    STANDARD = "standard"
