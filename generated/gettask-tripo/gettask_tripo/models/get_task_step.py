from __future__ import annotations

from enum import IntEnum


class GetTaskStep(IntEnum):
    VALUE_1 = 1
