from __future__ import annotations

from typing import Literal

from attrs import define

from .._model import Model
from ..types import UNSET, Unset


@define(kw_only=True, repr=False)
class FluxLora(Model):
    lora_type: Literal[
        "anime",
        "art",
        "disney",
        "furry",
        "mjv6",
        "realism",
        "scenery",
        "collage-artstyle",
        "creepcute",
        "cyberpunk-anime-style",
        "deco-pulse",
        "deep-sea-particle-enhencer",
        "faetastic-details",
        "fractal-geometry",
        "galactixy-illustrations-style",
        "geometric-woman",
        "graphic-portrait",
        "mat-miller-art",
        "moebius-style",
        "ob3d-isometric-3d-room",
        "paper-quilling-and-layering-style",
        "remes-abstract-poster-style",
    ]
    """Names as the page spells them. The last of them stands in an example only."""

    lora_image: str | Unset = UNSET
    """An image for the LoRA; the page does not say what it is for."""

    lora_strength: float | Unset = UNSET
    """How strongly the LoRA acts."""
