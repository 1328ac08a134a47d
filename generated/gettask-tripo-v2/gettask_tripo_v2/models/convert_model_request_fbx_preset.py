from __future__ import annotations

from enum import StrEnum


class ConvertModelRequestFbxPreset(StrEnum):
    BLENDER = "blender"
    MIXAMO = "mixamo"
    VALUE_1 = "3dsmax"
