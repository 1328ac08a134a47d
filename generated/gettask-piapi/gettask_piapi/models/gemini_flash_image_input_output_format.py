from __future__ import annotations

from enum import StrEnum


class GeminiFlashImageInputOutputFormat(StrEnum):
    JPEG = "jpeg"
    PNG = "png"
