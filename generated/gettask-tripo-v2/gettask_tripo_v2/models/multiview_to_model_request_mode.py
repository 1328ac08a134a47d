from __future__ import annotations

from enum import StrEnum


class MultiviewToModelRequestMode(StrEnum):
    LEFT = "LEFT"
    RIGHT = "RIGHT"
