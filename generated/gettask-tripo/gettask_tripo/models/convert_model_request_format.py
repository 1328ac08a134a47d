from __future__ import annotations

from enum import StrEnum


class ConvertModelRequestFormat(StrEnum):
    FBX = "FBX"
    GLTF = "GLTF"
    OBJ = "OBJ"
    STL = "STL"
    USDZ = "USDZ"
    VALUE_5 = "3MF"
