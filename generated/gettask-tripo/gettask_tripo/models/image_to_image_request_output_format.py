from __future__ import annotations

from enum import StrEnum


class ImageToImageRequestOutputFormat(StrEnum):
    JPEG = "jpeg"
    PNG = "png"
