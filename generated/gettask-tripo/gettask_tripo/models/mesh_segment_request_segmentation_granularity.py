from __future__ import annotations

from enum import StrEnum


class MeshSegmentRequestSegmentationGranularity(StrEnum):
    BALANCED = "balanced"
    DETAILED = "detailed"
    SIMPLE = "simple"
