from __future__ import annotations

from enum import StrEnum


class AnimationRigRequestModel(StrEnum):
    V1_0_20240301 = "v1.0-20240301"
    V2_5_20260210 = "v2.5-20260210"
    V3_0_20260909 = "v3.0-20260909"
