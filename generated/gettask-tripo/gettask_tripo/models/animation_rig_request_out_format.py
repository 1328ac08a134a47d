from __future__ import annotations

from enum import StrEnum


class AnimationRigRequestOutFormat(StrEnum):
    FBX = "fbx"
    GLB = "glb"
