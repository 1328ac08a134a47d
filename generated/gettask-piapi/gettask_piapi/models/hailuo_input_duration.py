from __future__ import annotations

from enum import IntEnum


class HailuoInputDuration(IntEnum):
    VALUE_6 = 6
    VALUE_10 = 10
