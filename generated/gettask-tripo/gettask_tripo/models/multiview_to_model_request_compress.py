from __future__ import annotations

from enum import StrEnum


class MultiviewToModelRequestCompress(StrEnum):
    GEOMETRY = "geometry"
