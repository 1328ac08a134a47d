from __future__ import annotations

from enum import StrEnum


class UploadCredentialsRequestFormat(StrEnum):
    FBX = "fbx"
    GLB = "glb"
    JPEG = "jpeg"
    OBJ = "obj"
    PNG = "png"
    STL = "stl"
    WEBP = "webp"
