from __future__ import annotations

from enum import StrEnum


class KlingVideoInputMode(StrEnum):
    PRO = "pro"
    STD = "std"
