from __future__ import annotations

from enum import StrEnum


class AnimateRigRequestRigType(StrEnum):
    AQUATIC = "aquatic"
    AVIAN = "avian"
    BIPED = "biped"
    HEXAPOD = "hexapod"
    OCTOPOD = "octopod"
    OTHERS = "others"
    QUADRUPED = "quadruped"
    SERPENTINE = "serpentine"
