from __future__ import annotations

from enum import StrEnum


class AnimateRigRequestSpec(StrEnum):
    MIXAMO = "mixamo"
    TRIPO = "tripo"
