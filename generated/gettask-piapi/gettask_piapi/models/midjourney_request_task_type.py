from __future__ import annotations

from enum import StrEnum


class MidjourneyRequestTaskType(StrEnum):
    BLEND = "blend"
    DESCRIBE = "describe"
    IMAGINE = "imagine"
    INPAINT = "inpaint"
    OUTPAINT = "outpaint"
    PAN = "pan"
    REROLL = "reroll"
    SEED = "seed"
    UPSCALE = "upscale"
    VARIATION = "variation"
