from __future__ import annotations

from enum import StrEnum


class ImageToDepthRequestKind(StrEnum):
    COLOR = "color"
    GRAY = "gray"
