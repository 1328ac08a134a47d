from __future__ import annotations

from enum import StrEnum


class FluxControlNetControlType(StrEnum):
    CANNY = "canny"
    DEPTH = "depth"
    OPENPOSE = "openpose"
    SOFT_EDGE = "soft_edge"
