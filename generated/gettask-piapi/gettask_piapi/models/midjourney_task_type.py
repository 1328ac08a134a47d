from __future__ import annotations

from enum import StrEnum


class MidjourneyTaskType(StrEnum):
    """Values that the spec does not list are kept: they are members outside the iteration."""

    BLEND = "blend"
    IMAGINE = "imagine"
    INPAINT = "inpaint"
    OUTPAINT = "outpaint"
    PAN = "pan"
    REROLL = "reroll"
    UPSCALE = "upscale"
    VARIATION = "variation"

    @classmethod
    def _missing_(cls, value: object) -> MidjourneyTaskType | None:
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = value
        member._value_ = value
        return member
