from __future__ import annotations

from enum import StrEnum


class RequestConfigServiceMode(StrEnum):
    PRIVATE = "private"
    PUBLIC = "public"
    VALUE_2 = ""
