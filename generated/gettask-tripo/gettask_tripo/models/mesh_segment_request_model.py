from __future__ import annotations

from enum import StrEnum


class MeshSegmentRequestModel(StrEnum):
    V1_0_20250506 = "v1.0-20250506"
    V2_0_20260430 = "v2.0-20260430"
