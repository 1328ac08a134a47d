from __future__ import annotations

from enum import StrEnum


class AnimateRigRequestTopology(StrEnum):
    BIP = "bip"
    QUAD = "quad"
