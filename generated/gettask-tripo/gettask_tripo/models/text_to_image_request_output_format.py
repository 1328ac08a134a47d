from __future__ import annotations

from enum import StrEnum


class TextToImageRequestOutputFormat(StrEnum):
    JPEG = "jpeg"
    PNG = "png"
