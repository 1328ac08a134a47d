from __future__ import annotations

from enum import StrEnum


class AnimateRigRequestOutFormat(StrEnum):
    FBX = "fbx"
    GLB = "glb"
