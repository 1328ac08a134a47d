from __future__ import annotations

from enum import IntEnum


class HailuoInputResolution(IntEnum):
    VALUE_768 = 768
    VALUE_1080 = 1080
