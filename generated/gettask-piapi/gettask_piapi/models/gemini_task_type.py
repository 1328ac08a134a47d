from __future__ import annotations

from enum import StrEnum


class GeminiTaskType(StrEnum):
    """Listed values. Any other value is kept too: as a member that iteration leaves out."""

    GEMINI_2_5_FLASH_IMAGE = "gemini-2.5-flash-image"
    NANO_BANANA_PRO = "nano-banana-pro"

    @classmethod
    def _missing_(cls, value: object) -> GeminiTaskType | None:
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = value
        member._value_ = value
        return member

    # By value: early releases of Python 3.11 would look for a member of that name.
    def __reduce_ex__(self, _: object) -> tuple[type[GeminiTaskType], tuple[str]]:
        return type(self), (self.value,)
