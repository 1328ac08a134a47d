from __future__ import annotations

from enum import StrEnum


class LumaInputModelName(StrEnum):
    RAY_V1 = "ray-v1"
    RAY_V2 = "ray-v2"
