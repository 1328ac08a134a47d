from __future__ import annotations

from enum import StrEnum


class FluxLoraType(StrEnum):
    ANIME = "anime"
    ART = "art"
    COLLAGE_ARTSTYLE = "collage-artstyle"
    CREEPCUTE = "creepcute"
    CYBERPUNK_ANIME_STYLE = "cyberpunk-anime-style"
    DECO_PULSE = "deco-pulse"
    DEEP_SEA_PARTICLE_ENHENCER = "deep-sea-particle-enhencer"
    DISNEY = "disney"
    FAETASTIC_DETAILS = "faetastic-details"
    FRACTAL_GEOMETRY = "fractal-geometry"
    FURRY = "furry"
    GALACTIXY_ILLUSTRATIONS_STYLE = "galactixy-illustrations-style"
    GEOMETRIC_WOMAN = "geometric-woman"
    GRAPHIC_PORTRAIT = "graphic-portrait"
    MAT_MILLER_ART = "mat-miller-art"
    MJV6 = "mjv6"
    MOEBIUS_STYLE = "moebius-style"
    OB3D_ISOMETRIC_3D_ROOM = "ob3d-isometric-3d-room"
    PAPER_QUILLING_AND_LAYERING_STYLE = "paper-quilling-and-layering-style"
    REALISM = "realism"
    REMES_ABSTRACT_POSTER_STYLE = "remes-abstract-poster-style"
    SCENERY = "scenery"
