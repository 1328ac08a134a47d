from __future__ import annotations

from enum import StrEnum


class StylizeModelRequestStyle(StrEnum):
    FRIDGE_MAGNET = "fridge_magnet"
    KEYCAP = "keycap"
    KEYRING = "keyring"
    LEGO = "lego"
    MINECRAFT = "minecraft"
    VORONOI = "voronoi"
    VOXEL = "voxel"
