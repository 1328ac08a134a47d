from __future__ import annotations

from enum import StrEnum


class AnimateRigRequestModelVersion(StrEnum):
    V1_0_20240301 = "v1.0-20240301"
    V2_5_20260210 = "v2.5-20260210"
