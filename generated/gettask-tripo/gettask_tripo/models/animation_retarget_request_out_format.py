from __future__ import annotations

from enum import StrEnum


class AnimationRetargetRequestOutFormat(StrEnum):
    FBX = "fbx"
    GLB = "glb"
