from __future__ import annotations

from enum import StrEnum


class ImageToImageRequestTemplate(StrEnum):
    CHARACTER_COMPLETION = "character_completion"
    FIGURE = "figure"
    T_POSE = "t_pose"
    VALUE_2 = "3d_enhance"
    VARIANTS = "variants"
