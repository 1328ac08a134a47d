from __future__ import annotations

from enum import StrEnum


class MeshDecimateRequestModel(StrEnum):
    V1_0 = "v1.0"
    V2_0 = "v2.0"
    V3_0 = "v3.0"
