from __future__ import annotations

from enum import StrEnum


class AnimateRetargetRequestOutFormat(StrEnum):
    FBX = "fbx"
    GLB = "glb"
