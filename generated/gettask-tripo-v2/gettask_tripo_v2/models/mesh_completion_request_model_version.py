from __future__ import annotations

from enum import StrEnum


class MeshCompletionRequestModelVersion(StrEnum):
    P_V2_0_20251225 = "P-v2.0-20251225"
    V1_0_20250506 = "v1.0-20250506"
