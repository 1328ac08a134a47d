from __future__ import annotations

from enum import StrEnum


class AnimationRigRequestSpec(StrEnum):
    ACTORCORE = "actorcore"
    MIXAMO = "mixamo"
    TRIPO = "tripo"
    UNITY = "unity"
    UNREAL = "unreal"
    VRM = "vrm"
